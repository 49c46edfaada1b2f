import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How one suite of a bench went: `skipped` cases are not part of `total`. */
export interface Suite {
  readonly suite: string;
  readonly passed: number;
  readonly total: number;
  readonly skipped: number;
}

export interface BenchRun {
  readonly suites: readonly Suite[];
  /** One line per case that did not come out as expected. */
  readonly misses: readonly string[];
  /** Further lines of figures for people. */
  readonly notes?: readonly string[];
}

/** What `test/conformance/<bench>/adapter.ts` exports. */
export interface BenchAdapter {
  /** Folder below the conformance data that the bench reads. */
  readonly folder: string;
  /** False where the cases come with a package. */
  readonly needsData?: boolean;
  run(data: string): Promise<BenchRun> | BenchRun;
  /** What the bench's own scorer reads, for benches that bring one. */
  results?(data: string): Promise<unknown>;
}

const root = resolve(import.meta.dirname, '../..');

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      misses: { type: 'string' },
      results: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const bench = positionals[0];
  const adapterFile = join(import.meta.dirname, bench ?? '', 'adapter.ts');
  if (!bench || !existsSync(adapterFile)) {
    process.stderr.write('usage: npm run conformance -- BENCH [--data DIR] [--misses N] [--results FILE] [--json]\n');
    return 2;
  }
  const { adapter } = (await import(adapterFile)) as { adapter: BenchAdapter };
  const data = resolve(values.data ?? join(root, '../shared/conformance', adapter.folder));
  if (adapter.needsData !== false && !existsSync(data)) {
    process.stderr.write(`conformance: no data at ${data}\n`);
    return 2;
  }
  if (values.results) writeFileSync(values.results, JSON.stringify(await adapter.results?.(data)));
  const { suites, misses, notes } = await adapter.run(data);
  if (values.json) process.stdout.write(`${JSON.stringify({ suites })}\n`);
  else {
    for (const s of suites) process.stdout.write(`${s.suite}: ${s.passed}/${s.total}, ${s.skipped} skipped\n`);
    for (const note of notes ?? []) process.stdout.write(`${note}\n`);
  }
  for (const miss of misses.slice(0, Number(values.misses ?? 0))) process.stderr.write(`${miss}\n`);
  return 0;
}

process.exitCode = await main();
