import { createBell } from './bell.ts';
import type { Clock } from './clock.ts';

/** How long things must be quiet before a batch goes out, and how long the first of it waits at most. */
export interface Settling {
  readonly quietMs: number;
  readonly mostMs: number;
}

/** Collects the latest of each key until it is quiet for a moment: a burst costs one round, however many events it has. */
export interface Batches<T> {
  add(key: string, value: T, merge: (earlier: T, later: T) => T | undefined): void;
  /** Makes a batch although it may be empty. */
  readonly poke: () => void;
  /** The next batch; undefined once `signal` aborts. */
  next(signal: AbortSignal): Promise<ReadonlyMap<string, T> | undefined>;
}

export function createBatches<T>(clock: Clock, { quietMs, mostMs }: Settling): Batches<T> {
  let pending = new Map<string, T>();
  let last = 0;
  const bell = createBell(clock);
  const poke = () => {
    last = clock.now();
    bell.ring();
  };
  const settle = async (signal: AbortSignal) => {
    const first = clock.now();
    let left = quietMs;
    while (left > 0 && !signal.aborted) {
      await clock.sleep(left, signal);
      left = Math.min(last + quietMs, first + mostMs) - clock.now();
    }
  };
  return {
    poke,
    add(key, value, merge) {
      const earlier = pending.get(key);
      const merged = earlier === undefined ? value : merge(earlier, value);
      if (merged === undefined) pending.delete(key);
      else pending.set(key, merged);
      poke();
    },
    async next(signal) {
      await bell.rung(signal);
      await settle(signal);
      if (signal.aborted) return undefined;
      bell.hush();
      const batch = pending;
      pending = new Map();
      return batch;
    },
  };
}
