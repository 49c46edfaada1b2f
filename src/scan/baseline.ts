import { existsSync, readFileSync } from 'node:fs';
import type { Finding } from '../model/finding.ts';
import { UserError } from '../std/user-error.ts';

interface BaselineEntry {
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
  try {
    const value = JSON.parse(text) as Partial<Baseline>;
    if (value.schema !== 'castellan.baseline/v1' || !Array.isArray(value.findings)) throw new Error('not a baseline');
    return new Set(value.findings.map((entry: BaselineEntry) => entry.fingerprint));
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

/** The text of a baseline with these findings: sorted, one entry per line group, so that diffs stay readable. */
export function baselineText(findings: readonly Finding[]): string {
  const entries = findings.map(({ fingerprint, rule, subject, place }): BaselineEntry => {
    const resource = [subject.kind, subject.namespace, subject.name].filter(Boolean).join('/');
    return { fingerprint, rule, resource, file: place.file };
  });
  const baseline: Baseline = { schema: 'castellan.baseline/v1', findings: entries };
  return `${JSON.stringify(baseline, null, 2)}\n`;
}
