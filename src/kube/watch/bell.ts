import type { Clock } from './clock.ts';

/** Wakes whoever waits for it; rung while nobody waits, it wakes the next one at once. */
export interface Bell {
  readonly ring: () => void;
  /** Forgets that it was rung. */
  readonly hush: () => void;
  /** False where `milliseconds` went by in silence, or `signal` aborted. */
  rung(signal: AbortSignal, milliseconds?: number): Promise<boolean>;
}

export function createBell(clock: Clock): Bell {
  let waiting: AbortController | undefined;
  let unheard = false;
  return {
    ring: () => {
      unheard = true;
      waiting?.abort();
    },
    hush: () => {
      unheard = false;
    },
    async rung(signal, milliseconds) {
      if (!unheard) {
        const wait = (waiting = new AbortController());
        const stop = () => wait.abort();
        signal.addEventListener('abort', stop);
        if (!signal.aborted) await clock.sleep(milliseconds ?? FOREVER, wait.signal);
        signal.removeEventListener('abort', stop);
        waiting = undefined;
      }
      const heard = unheard;
      unheard = false;
      return heard;
    },
  };
}

/** The longest time that a timer can be set to. */
const FOREVER = 2 ** 31 - 1;
