import { gapText, unsureLines } from '../../formats/gap-words.ts';
import type { Gap } from '../../model/gap.ts';

/** What is told beside an answer, in every format. */
export interface Beside {
  /** What could not be looked at: with any, the answer is not sure. */
  readonly gaps: readonly Gap[];
  /** Sentences about the answer: what was assumed, how much of it is not told. */
  readonly notes: readonly string[];
}

/** One line each, the most important first, for formats that have no place of their own for it. */
export function besideLines({ gaps, notes }: Beside): string[] {
  return [...unsureLines(gaps), ...gaps.map((gap) => `not read: ${gapText(gap)}`), ...notes];
}
