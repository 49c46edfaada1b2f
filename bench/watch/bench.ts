import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from '../../src/checks/index.generated.ts';
import { rescan } from '../../src/scan/watch.ts';
import { createScanMemory, scan, type ScanOptions } from '../../src/scan/scan.ts';
import { writeCorpus } from '../scan/corpus.ts';

export const title = 'watch: one changed file of a warm watch, from the change to the report (limit: 20 ms)';

export async function run(log: (line: string) => void): Promise<void> {
  for (const workloads of [100, 500, 1318]) {
    const folder = mkdtempSync(join(tmpdir(), 'castellan-watch-'));
    const { objects } = writeCorpus(folder, { workloads, others: workloads * 3, customResourceDefinitions: 20 });
    log(`${String(objects).padStart(6)} objects: ${await median(folder)} ms`);
    rmSync(folder, { recursive: true });
  }
}

async function median(root: string): Promise<string> {
  const options: ScanOptions = {
    targets: ['.'],
    root,
    config: { config: {}, file: undefined, text: '', folder: root, line: () => 1 },
    checks,
    profile: 'recommended',
    only: [],
    skip: [],
    frameworks: [],
    minor: 36,
    failOn: 'high',
    baseline: undefined,
    changedSince: undefined,
    helm: { values: [], set: [] },
    today: '2026-11-21',
    version: '0.0.0',
    edits: false,
  };
  const memory = createScanMemory();
  let result = await scan(options, memory);
  const file = join(root, 'workload-1/workload-1.yaml');
  const text = readFileSync(file, 'utf8');
  const times: number[] = [];
  for (let round = 0; round < 40; round++) {
    writeFileSync(file, text.replace('8080', String(8081 + round)));
    const started = performance.now();
    result = await rescan(result, [file], options, memory);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[20]!.toFixed(1);
}
