import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/model/json.ts';
import type { BenchAdapter, BenchRun } from '../run.ts';
import { graphOf, type View, viewOf } from './view.ts';

/** Each test of the bench is a case; its own scorer decides, over our graph in the words of KubeHound. */
export const adapter: BenchAdapter = { folder: 'attack-bench', run, results: async (data) => viewIn(data) };

function run(data: string): BenchRun {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-attack-'));
  try {
    const file = join(folder, 'graph.json');
    writeFileSync(file, JSON.stringify(viewIn(data)));
    return readScore(score(data, file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function viewIn(data: string): View {
  const { items } = JSON.parse(readFileSync(join(data, 'kubehound', 'cluster.json'), 'utf8')) as {
    items: JsonObject[];
  };
  return viewOf(graphOf(items));
}

/** What the scorer prints; it ends with 1 where a test fails. */
function score(data: string, graph: string): string {
  try {
    return execFileSync(process.execPath, [join(data, 'score.mjs'), graph], { encoding: 'utf8' });
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (stdout) return stdout;
    throw error;
  }
}

function readScore(text: string): BenchRun {
  const [, passed = '0', failed = '0'] = /(\d+) passed, (\d+) failed/.exec(text) ?? [];
  const total = Number(passed) + Number(failed);
  return {
    suites: [{ suite: 'kubehound', passed: Number(passed), total, skipped: 0 }],
    misses: text.split('\n').filter((line) => line.startsWith('FAIL ')),
  };
}
