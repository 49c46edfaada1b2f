import type { KubeErrorCode } from '../error.ts';

/** How an attempt to list or to watch ended. */
export type Ending =
  | 'listed'
  /** The server ended the watch, as it does after `timeoutSeconds`. */
  | 'ended'
  /** No event and no bookmark for too long: the connection is taken for dead. */
  | 'silent'
  /** The connection broke, or there was none. */
  | 'dropped'
  /** 429 or 5xx. */
  | 'busy'
  /** 410: the server has forgotten what came after our version. */
  | 'gone'
  /** A line that is no event, or one that an API server would not say. */
  | 'garbled'
  | 'oversized'
  | 'unauthorized'
  | 'forbidden'
  /** 404: the kind is not served any more. */
  | 'absent'
  /** Another 4xx: the kind can't be watched. It is listed now and then. */
  | 'rejected';

interface Consequence {
  /** Whether to list anew, or to go on from the last version. */
  readonly next: 'list' | 'watch';
  /** `rarely`: asking again soon would not help. */
  readonly pause: 'none' | 'backoff' | 'rarely';
}

/** What to do after each ending; where there is no version to go on from, the next is always a list. */
export const CONSEQUENCES: Readonly<Record<Ending, Consequence>> = {
  listed: { next: 'watch', pause: 'none' },
  ended: { next: 'watch', pause: 'none' },
  silent: { next: 'watch', pause: 'none' },
  dropped: { next: 'watch', pause: 'backoff' },
  busy: { next: 'watch', pause: 'backoff' },
  unauthorized: { next: 'watch', pause: 'backoff' },
  gone: { next: 'list', pause: 'none' },
  garbled: { next: 'list', pause: 'backoff' },
  absent: { next: 'list', pause: 'backoff' },
  oversized: { next: 'list', pause: 'backoff' },
  forbidden: { next: 'list', pause: 'rarely' },
  rejected: { next: 'list', pause: 'rarely' },
};

/**
 * Refusals in a row after which a watch is not resumed but listed anew: a server that was restored from a backup never
 * takes our version again ("Too large resource version", 504).
 */
export const MOST_REFUSALS = 3;

export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Doubles with each failure in a row, up to a limit, less up to a half at random so that clients do not come back at once. */
export function backoffMs(failures: number, { firstMs, mostMs }: Backoff, random: () => number): number {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return full * (1 - random() / 2);
}

/** How an attempt ends that ends with an error. */
export const ENDINGS: Readonly<Record<KubeErrorCode, Ending>> = {
  forbidden: 'forbidden',
  unauthorized: 'unauthorized',
  unreachable: 'dropped',
  timeout: 'dropped',
  throttled: 'busy',
  gone: 'gone',
  'not-found': 'absent',
  'too-large': 'oversized',
  'bad-answer': 'garbled',
  'server-error': 'busy',
  rejected: 'rejected',
};
