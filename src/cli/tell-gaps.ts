import type { Gap } from '../model/gap.ts';
import { count, printable } from '../std/text.ts';
import { EXIT } from './exit.ts';

/** More hints than this say no more. */
const MOST_HINTS = 3;

/** Where, and what could not be looked at. */
export function gapText({ code, file, place, message }: Gap): string {
  if (code === 'nothing-found') return message;
  return `${file}${place ? `:${place.line}` : ''}: ${message}`;
}

/** How an answer ends that what could not be looked at may change. */
export function unsureLines(gaps: readonly Gap[]): string[] {
  if (gaps.length === 0) return [];
  return [`Not sure: ${count(gaps.length, 'thing')} could not be read and may change this answer.`];
}

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
