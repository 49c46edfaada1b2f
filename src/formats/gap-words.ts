import type { Gap } from '../model/gap.ts';
import { count } from '../std/text.ts';

/** Where, and what could not be looked at. Untrusted: escape it for the format. */
export function gapText({ code, file, place, message }: Gap): string {
  if (code === 'nothing-found' || file === '') return message;
  return `${file}${place ? `:${place.line}` : ''}: ${message}`;
}

/** How an answer ends that what could not be looked at may change. */
export function unsureLines(gaps: readonly Gap[]): string[] {
  if (gaps.length === 0) return [];
  return [`Not sure: ${count(gaps.length, 'thing')} could not be read and may change this answer.`];
}
