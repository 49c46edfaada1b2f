import type { Clock } from './clock.ts';
import type { Budget } from './connect.ts';

/** Hands out turns: so many at once, so many per second, none while the server asked for patience. */
export interface Turns {
  /** Waits for a turn; the answer gives it back. */
  take(signal?: AbortSignal): Promise<() => void>;
  /** Nobody gets a turn for so long. */
  pause(milliseconds: number): void;
}

export function createTurns({ concurrent = 4, perSecond = 50 }: Budget, clock: Clock): Turns {
  const waiting: (() => void)[] = [];
  const gap = 1000 / perSecond;
  let free = Math.max(1, concurrent);
  /** When the next request may be sent. Up to a second's worth may be saved up for a burst. */
  let next = 0;
  const release = () => {
    const first = waiting.shift();
    if (first) first();
    else free += 1;
  };
  const slot = async (signal: AbortSignal | undefined) => {
    if (free > 0) {
      free -= 1;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push(resolve);
    await promise;
    if (signal?.aborted) {
      release();
      signal.throwIfAborted();
    }
  };
  return {
    async take(signal) {
      await slot(signal);
      try {
        for (;;) {
          const now = clock.now();
          const wait = next - now;
          if (wait <= 0) break;
          await clock.sleep(wait, signal);
        }
        next = Math.max(next, clock.now() - 1000) + gap;
      } catch (error) {
        release();
        throw error;
      }
      let given = false;
      return () => {
        if (!given) release();
        given = true;
      };
    },
    pause(milliseconds) {
      next = Math.max(next, clock.now() + milliseconds);
    },
  };
}
