import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rescan } from '../../src/scan/watch.ts';
import { createScanMemory, scan } from '../../src/scan/scan.ts';
import { writeCorpus } from '../scan/corpus.ts';
import { scanOptions } from '../../test/scan-options.ts';

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
  const options = scanOptions(root);
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
