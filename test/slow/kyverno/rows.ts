import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { runTests } from '../../../src/policies/test-run.ts';
import { asObject, asString } from '../../../src/std/value.ts';
import type { Json } from '../../../src/model/json.ts';
import { BINARY } from './authority.ts';

/** What became of the rows of tests: by folder, policy and object, `Ok` or `Want pass, got fail`. */
export type Rows = ReadonlyMap<string, ReadonlySet<string>>;

/** A row that they do not agree on. */
export interface Difference {
  /** Folder, policy and object. */
  readonly row: string;
  readonly kyverno: string;
  readonly castellan: string;
}

const LONGEST = 1_800_000;

/** What `kyverno test` says. A test that it cannot load ends it: those before it count, and it goes on behind. */
export function rowsOfKyverno(folders: readonly string[]): Rows {
  const rows = new Map<string, Set<string>>();
  let left = folders;
  while (left.length > 0) {
    const options = { encoding: 'utf8', timeout: LONGEST, maxBuffer: 1 << 30 } as const;
    const { stdout } = spawnSync(BINARY, ['test', ...left, '--remove-color', '-o', 'json'], options);
    const parts = stdout.split(/^Loading test {1,2}\( /m).slice(1);
    const seen = new Set(parts.map((part) => dirname(part.slice(0, part.indexOf(' )')))));
    for (const part of parts) addRows(part, rows);
    if (seen.size === 0) break;
    left = left.filter((folder) => !seen.has(folder));
  }
  return rows;
}

function addRows(part: string, rows: Map<string, Set<string>>): void {
  const folder = basename(dirname(part.slice(0, part.indexOf(' )'))));
  const [table = '[]'] = /^\[\n[\s\S]*?^\]$/m.exec(part) ?? [];
  for (const row of (JSON.parse(table) as Json[]).map(asObject)) {
    const reason = asString(row['REASON']) ?? '';
    if (UNPROVED.has(reason)) continue;
    add(rows, folder, asString(row['POLICY']) ?? '', asString(row['RESOURCE']) ?? '', reason);
  }
}

/** Rows that no rule looked at. */
const UNPROVED: ReadonlySet<string> = new Set(['Excluded', 'Not found']);

/** What we say, and the tests that ask for objects which are not there. */
export function rowsOfCastellan(folder: string): { readonly rows: Rows; readonly astray: ReadonlySet<string> } {
  const rows = new Map<string, Set<string>>();
  const astray = new Set<string>();
  for (const report of runTests(folder)) {
    const name = basename(dirname(report.file));
    for (const { policy, resource, expected, actual, ok, unevaluated, message } of report.rows) {
      if (!unevaluated) add(rows, name, policy, resource, ok ? 'Ok' : `Want ${expected}, got ${actual}`);
      else if (message === 'there is no such resource') astray.add(name);
    }
  }
  return { rows, astray };
}

function add(rows: Map<string, Set<string>>, folder: string, policy: string, resource: string, said: string): void {
  const key = `${folder} ${policy} ${resource.split('/').at(-1) ?? ''}`;
  rows.set(key, (rows.get(key) ?? new Set()).add(said));
}

/**
 * Rows that both judged, and those of them that they do not agree on. An object that is not as expected is a failure. Where
 * an object is not there, Kyverno holds its row against all others, so that it says more than we do.
 */
export function compareRows(
  theirs: Rows,
  { rows: ours, astray }: ReturnType<typeof rowsOfCastellan>,
): { readonly judged: number; readonly differences: Difference[] } {
  const shared = [...theirs.keys()].filter((row) => ours.has(row));
  const differences = shared.flatMap((row) => {
    const [wanted, got] = [theirs.get(row) ?? NONE, ours.get(row) ?? NONE];
    const isMore = astray.has(row.split(' ')[0] ?? '') && got.isSubsetOf(wanted);
    const [kyverno, castellan] = [shown(wanted), shown(got)];
    const isSame = kyverno === castellan || (/diff/.test(kyverno) && /got/.test(castellan));
    return isSame || isMore ? [] : [{ row, kyverno, castellan }];
  });
  return { judged: shared.length, differences };
}

const NONE: ReadonlySet<string> = new Set();

function shown(said: ReadonlySet<string>): string {
  return [...said].sort().join('; ');
}
