import { sep } from 'node:path';
import type { HelperResult } from '../process/helper.ts';

export type HelperFailure = Exclude<HelperResult, { status: 'ok' }>;

const LONGEST = 300;

/** A helper's own words for a report: no absolute paths, so that they are the same on every machine, and no novels. */
export function sayFailure({ message }: Extract<HelperFailure, { status: 'failed' }>, root: string): string {
  const text = message
    .replaceAll(`${root}${sep}`, '')
    .replaceAll(root, '.')
    .replace(/[.\s]+$/, '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
