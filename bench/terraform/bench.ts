import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../../tools/build.ts';
import { measure, program, row } from '../measure.ts';
import { writeEstates } from './corpus.ts';

export const title = 'castellan scan of Terraform, every rule on, against Checkov on the same files (whole processes)';

const root = resolve(import.meta.dirname, '../..');

export async function run(log: (line: string) => void): Promise<void> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'castellan-estates-'));
  try {
    for (const estates of [5, 50]) compare(join(folder, String(estates)), estates, log);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(folder: string, estates: number, log: (line: string) => void): void {
  const { resources, bytes } = writeEstates(folder, estates);
  log(`\n${estates} root modules, about ${resources} resources, ${(bytes / 1e6).toFixed(2)} MB`);
  const castellan = measure(
    [process.execPath, join(root, 'bin/castellan.js'), 'scan', folder, '-p', 'all', '-f', 'json=/dev/null'],
    { runs: 3, ok: (code) => code === 1 || code === 3 },
  );
  log(row('castellan, every rule', castellan, castellan));
  const checkov = program('checkov');
  if (!checkov) return log('checkov is not installed: skipped');
  if (estates > 10) return;
  const command = [checkov, '-d', folder, '--framework', 'terraform', '--skip-download', '-o', 'json', '--quiet'];
  log(row('checkov (one run)', measure(command, { runs: 1 }), castellan));
}
