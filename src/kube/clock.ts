import { setTimeout as wait } from 'node:timers/promises';

/** Time as an argument, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Rings once unless it is put off or cancelled before. */
  alarm(milliseconds: number, ring: () => void): Alarm;
}

export interface Alarm {
  /** Starts anew. */
  putOff(): void;
  cancel(): void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    await wait(milliseconds, undefined, signal && { signal });
  },
  alarm(milliseconds, ring) {
    const timer = setTimeout(ring, milliseconds);
    return { putOff: () => void timer.refresh(), cancel: () => clearTimeout(timer) };
  },
};
