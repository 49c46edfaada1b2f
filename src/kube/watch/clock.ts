/** Time as an argument, so that tests need not wait for it. */
export interface Clock {
  now(): number;
  /** Ends early, without an error, where `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Rings once unless it is put off or cancelled before. */
  alarm(milliseconds: number, ring: () => void): Alarm;
}

export interface Alarm {
  /** Starts anew. */
  putOff(): void;
  cancel(): void;
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
  alarm: (milliseconds, ring) => {
    const timer = setTimeout(ring, milliseconds);
    return { putOff: () => void timer.refresh(), cancel: () => clearTimeout(timer) };
  },
};
