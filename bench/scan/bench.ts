import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../../tools/build.ts';
import { measure, program, row } from '../measure.ts';
import { REAL_MIX, writeCorpus } from './corpus.ts';

export const title =
  'castellan scan, every rule on, against kube-score and Checkov on the same files (whole processes, median of 5)';

const root = resolve(import.meta.dirname, '../..');
const corpora = resolve(root, '../shared/conformance/corpus/manifests');

export async function run(log: (line: string) => void): Promise<void> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'castellan-corpus-'));
  try {
    const generated = join(folder, 'generated');
    const { bytes, objects } = writeCorpus(generated, REAL_MIX);
    cpSync(join(root, 'examples'), join(generated, 'examples'), { recursive: true, filter: isPlain });
    log(`\ngenerated: ${objects} objects and the demo, ${(bytes / 1e6).toFixed(1)} MB`);
    compare(generated, log, 'generated');
    if (existsSync(corpora)) {
      log('\nreal manifests of public repositories');
      compare(corpora, log, 'real');
    }
    linearity(folder, log);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(folder: string, log: (line: string) => void, name: string): void {
  const ours = (profile: string) =>
    measure([process.execPath, join(root, 'bin/castellan.js'), 'scan', folder, '-p', profile, '-f', 'json=/dev/null'], {
      ok: (code) => code === 1 || code === 3,
    });
  const castellan = ours('all');
  log(row('castellan, every rule', castellan, castellan));
  log(row('castellan, recommended', ours('recommended'), castellan));
  const files = yamlFiles(folder);
  const kubeScore = program('kube-score');
  if (kubeScore) log(row('kube-score', measure([kubeScore, 'score', '--output-format', 'json', ...files]), castellan));
  else log('kube-score is not installed: skipped');
  const checkov = program('checkov');
  const slow = ['-d', folder, '--framework', 'kubernetes', '--skip-download', '-o', 'json', '--quiet'];
  if (checkov && name === 'real') log(row('checkov (one run)', measure([checkov, ...slow], { runs: 1 }), castellan));
  else if (!checkov) log('checkov is not installed: skipped');
}

/** Cost per object at four sizes: it must not grow. */
function linearity(folder: string, log: (line: string) => void): void {
  log('\ngrowth');
  for (const workloads of [500, 1000, 2000, 4000, 8000]) {
    const into = join(folder, `size-${workloads}`);
    const { objects, bytes } = writeCorpus(into, { workloads, others: workloads * 3, customResourceDefinitions: 0 });
    const { wall, megabytes } = measure(
      [process.execPath, join(root, 'bin/castellan.js'), 'scan', into, '-p', 'all', '-f', 'csv=/dev/null'],
      { runs: 3 },
    );
    const each = `${((wall / objects) * 1e6).toFixed(0)} µs per object`;
    log(
      `${String(objects).padStart(7)} objects ${(bytes / 1e6).toFixed(1).padStart(6)} MB ${wall.toFixed(2).padStart(7)} s ${megabytes.toFixed(0).padStart(6)} MB memory   ${each}`,
    );
  }
}

/** What needs a helper to be rendered is left out: its time is the helper's. */
function isPlain(path: string): boolean {
  return !/\/(charts|kustomize)$/.test(path);
}

/** Without the demo: kube-score ends its run at the first chart template. */
function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('/examples/'));
}
