import type { Turns } from './budget.ts';
import type { Clock } from './clock.ts';
import { BROKEN } from './connection-error.ts';
import { KubeError } from './error.ts';

/** How often a request is tried again. */
export interface Patience {
  /** Waits as long as the error asks for. @throws the error itself where asking again is of no use. */
  beforeNext(error: unknown, signal: AbortSignal | undefined): Promise<void>;
}

const FIRST_WAIT_MS = 250;
/** Someone waits for the answer: a server that wants more is told of instead. */
const LONGEST_WAIT_MS = 30_000;

/** Tries after the first, by what went wrong. */
function triesFor(error: KubeError): number {
  if (error.status === 429) return 6;
  if (error.status === 502 || error.status === 503 || error.status === 504) return 3;
  if (error.status === 500) return 1;
  return BROKEN.has(error.reason) ? 3 : 0;
}

/** The patience for one request. `renew` gets new credentials, once. */
export function patience(clock: Clock, turns: Turns, renew: () => void): Patience {
  let tries = 0;
  let renewed = false;
  return {
    async beforeNext(error, signal) {
      if (!(error instanceof KubeError)) throw error;
      if (error.status === 401 && !renewed) {
        renewed = true;
        renew();
        return;
      }
      const wait = error.retryAfter ?? FIRST_WAIT_MS * 2 ** tries * (0.75 + Math.random() / 2);
      if (tries++ >= triesFor(error) || wait > LONGEST_WAIT_MS) throw error;
      if (error.status === 429) turns.pause(wait);
      await clock.sleep(wait, signal);
    },
  };
}
