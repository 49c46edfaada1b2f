import { gapText } from '../formats/gap-words.ts';
import type { Gap } from '../model/gap.ts';
import { printable } from '../std/text.ts';
import { EXIT } from './exit.ts';

/** More hints than this say no more. */
const MOST_HINTS = 3;

/** Tells beside an answer what could not be looked at; the exit code that says so. */
export function tellGaps(gaps: readonly Gap[], prefix = 'not read: '): number {
  const hints = new Set(gaps.flatMap(({ hint }) => hint ?? []));
  const lines = [
    ...gaps.map((gap) => prefix + gapText(gap)),
    ...[...hints].slice(0, MOST_HINTS).map((hint) => `  hint: ${hint}`),
  ];
  for (const line of lines) process.stderr.write(`${printable(line)}\n`);
  return gaps.length > 0 ? EXIT.incomplete : EXIT.clean;
}
