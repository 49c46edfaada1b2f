import { sep } from 'node:path';
import type { Gap } from '../model/gap.ts';
import type { HelperResult } from '../process/helper.ts';

export type HelperFailure = Exclude<HelperResult, { status: 'ok' }>;

const LONGEST = 300;
/** What is behind this is not looked at, and what cuts ends off takes quadratic time. */
const MOST_READ = 10_000;

/** What kubectl writes before an error: `E1121 23:01:39.814228   17102 run.go:72] "command failed" err="…"`, quotes escaped. */
const LOGGED = /^[EF]\d{4} [\d:.]+ +\d+ [\w.]+:\d+\] (?:"command failed" err="(.*)"$)?/;

/** What a render leaves out where its helper is not installed, and what is left out where it failed. */
interface HelperGaps {
  readonly missing: { readonly message: string; readonly hint: string };
  /** The message without its reason and the full stop. */
  readonly failed: { readonly message: string; readonly hint: string };
}

/** The gap that a failed helper leaves, at the file that it was to render. */
export function helperGap(file: string, failure: HelperFailure, root: string, { missing, failed }: HelperGaps): Gap {
  return failure.status === 'missing'
    ? { code: 'missing-helper', file, ...missing }
    : { code: 'helper-failed', file, message: `${failed.message}: ${sayFailure(failure, root)}.`, hint: failed.hint };
}

/** A helper's own words for a report: no times or absolute paths, so that they are the same in every run, and no novels. */
export function sayFailure({ message }: Extract<HelperFailure, { status: 'failed' }>, root: string): string {
  const text = message
    .slice(0, MOST_READ)
    .replace(LOGGED, (_, error: string | undefined) => error?.replaceAll('\\"', '"') ?? '')
    .replace(/[.\s]+$/, '')
    .replaceAll(`${root}${sep}`, '')
    .replaceAll(root, '.');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
