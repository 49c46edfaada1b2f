import type { Ending } from './outcome.ts';
import type { Attempt } from './reflector.ts';

/** Endings that are nobody's trouble: what follows mends them. */
const HARMLESS: ReadonlySet<Ending> = new Set(['listed', 'ended', 'gone', 'absent']);
/** Endings that waiting does not mend. */
const LASTING: ReadonlySet<Ending> = new Set(['forbidden', 'unauthorized', 'oversized', 'rejected']);
/** A watch that breaks once is resumed before anybody need know. */
const FAILURES = 2;

/** Whether we do not know what the cluster has of a kind after this attempt; `failures` counts those in a row. */
export function isBlind({ ending, phase }: Attempt, failures: number): boolean {
  if (HARMLESS.has(ending)) return false;
  return phase === 'list' || LASTING.has(ending) || failures >= FAILURES;
}
