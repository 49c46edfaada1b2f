import { type Alarm, SYSTEM_CLOCK } from '../clock.ts';

/** Time as an argument, so that tests need not wait for it. */
export interface Clock {
  now(): number;
  /** Ends early, without an error, where `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Rings once unless it is put off or cancelled before. */
  alarm(milliseconds: number, ring: () => void): Alarm;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((done) => {
      if (signal.aborted) return done();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        done();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
    }),
  alarm: (milliseconds, ring) => SYSTEM_CLOCK.alarm(milliseconds, ring),
};
