import { existsSync, readFileSync } from 'node:fs';
import type { Finding } from '../model/finding.ts';
import { UserError } from '../std/user-error.ts';

/** One accepted finding. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly resource: string;
  readonly file: string;
}

interface Baseline {
  readonly schema: 'castellan.baseline/v1';
  readonly findings: readonly BaselineEntry[];
}

/** The baseline of the last round of `watch`: a file that says the same gives the same set. */
export interface BaselineMemory {
  text: string | undefined;
  fingerprints: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

export function createBaselineMemory(): BaselineMemory {
  return { text: undefined, fingerprints: NONE };
}

/**
 * Reads the fingerprints of a baseline file; none where the file is missing.
 * @throws UserError `bad-baseline` for a file that is no baseline.
 */
export function readBaseline(path: string | undefined, memory = createBaselineMemory()): ReadonlySet<string> {
  const text = path && existsSync(path) ? textOf(path) : undefined;
  if (text !== memory.text) {
    memory.fingerprints = path && text !== undefined ? fingerprintsIn(text, path) : NONE;
    memory.text = text;
  }
  return memory.fingerprints;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw noBaseline(path, cause);
  }
}

function fingerprintsIn(text: string, path: string): Set<string> {
  return new Set(entriesIn(text, path).map(({ fingerprint }) => fingerprint));
}

function entriesIn(text: string, path: string): readonly BaselineEntry[] {
  try {
    const value = JSON.parse(text) as Partial<Baseline>;
    if (value.schema !== 'castellan.baseline/v1' || !Array.isArray(value.findings)) throw new Error('not a baseline');
    return value.findings.map(({ fingerprint, rule, resource, file }: BaselineEntry) => ({
      fingerprint,
      rule,
      resource,
      file,
    }));
  } catch (cause) {
    throw noBaseline(path, cause);
  }
}

function noBaseline(path: string, cause: unknown): UserError {
  return new UserError('bad-baseline', `${path} is not a baseline file.`, {
    hint: 'Write one with `castellan scan --write-baseline`.',
    cause,
  });
}

/** The entries for these findings. */
export function baselineOf(findings: readonly Finding[]): BaselineEntry[] {
  return findings.map(({ fingerprint, rule, subject, place }): BaselineEntry => {
    const resource = [subject.kind, subject.namespace, subject.name].filter(Boolean).join('/');
    return { fingerprint, rule, resource, file: place.file };
  });
}

/**
 * The entries of a baseline that are still found, and those that the run can't tell of because it did not look there.
 * @throws UserError `bad-baseline` for a file that is no baseline.
 */
export function prunedBaseline(
  path: string,
  findings: readonly Finding[],
  lookedAt: (entry: BaselineEntry) => boolean,
): BaselineEntry[] {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const entries = existsSync(path) ? entriesIn(textOf(path), path) : [];
  return entries.filter((entry) => found.has(entry.fingerprint) || !lookedAt(entry));
}

/** The text of a baseline: one entry per line group, so that diffs stay readable. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const baseline: Baseline = { schema: 'castellan.baseline/v1', findings: entries };
  return `${JSON.stringify(baseline, null, 2)}\n`;
}
