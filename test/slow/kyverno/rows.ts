import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { runTests } from '../../../src/policies/test-run.ts';
import { asObject, asString } from '../../../src/std/value.ts';
import type { Json } from '../../../src/model/json.ts';
import { BINARY } from './authority.ts';

/** What became of the rows of tests: by folder, policy and object, `Ok` or `Want pass, got fail`. */
export type Rows = ReadonlyMap<string, ReadonlySet<string>>;

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

/** What we say. */
export function rowsOfCastellan(folder: string): Rows {
  const rows = new Map<string, Set<string>>();
  for (const report of runTests(folder)) {
    const name = basename(dirname(report.file));
    for (const { policy, resource, expected, actual, ok, unevaluated } of report.rows)
      if (!unevaluated) add(rows, name, policy, resource, ok ? 'Ok' : `Want ${expected}, got ${actual}`);
  }
  return rows;
}

function add(rows: Map<string, Set<string>>, folder: string, policy: string, resource: string, said: string): void {
  const key = `${folder} ${policy} ${resource.split('/').at(-1) ?? ''}`;
  rows.set(key, (rows.get(key) ?? new Set()).add(said));
}

/** Rows that both judged, and those of them that they do not agree on. An object that is not as expected is a failure. */
export function compareRows(theirs: Rows, ours: Rows): { readonly judged: number; readonly differences: string[] } {
  const shared = [...theirs.keys()].filter((key) => ours.has(key));
  const differences = shared.flatMap((key) => {
    const [wanted, got] = [shown(theirs.get(key)), shown(ours.get(key))];
    return wanted === got || (/diff/.test(wanted) && /got/.test(got)) ? [] : [`${key}: Kyverno ${wanted}, we ${got}`];
  });
  return { judged: shared.length, differences };
}

function shown(said: ReadonlySet<string> | undefined): string {
  return [...(said ?? [])].sort().join('; ');
}
