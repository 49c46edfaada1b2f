import type { Place } from './place.ts';

/** Why something could not be looked at. */
export const GAP_CODES = [
  'syntax',
  'limit',
  'unreadable',
  'encoding',
  'missing-helper',
  'helper-failed',
  'unknown-kind',
  'nothing-found',
  'outside-root',
  'cycle',
  'check-failed',
  'unsupported',
  'forbidden',
  'unauthorized',
  'unreachable',
  'timeout',
  'unknown-value',
  'outdated-data',
] as const;
export type GapCode = (typeof GAP_CODES)[number];

/** One thing that could not be looked at. A report with gaps never says "clean". */
export interface Gap {
  readonly code: GapCode;
  /** One clear sentence. */
  readonly message: string;
  /** File path from the root, or the source's name. */
  readonly file: string;
  readonly place?: Place;
  /** What the user can do about it. */
  readonly hint?: string;
  /** Rules whose silence proves nothing for it. */
  readonly rules?: readonly string[];
  /** Types of which not every resource was seen; with `rules`, the type of the resource that they could not judge. */
  readonly types?: readonly string[];
}
