import { join, resolve } from 'node:path';
import { build } from '../../tools/build.ts';
import { measure, row } from '../measure.ts';

export const title =
  'start-up: castellan --version (limit: 60 ms of CPU) and a scan of one small file, against an empty Node';

const root = resolve(import.meta.dirname, '../..');

export async function run(log: (line: string) => void): Promise<void> {
  await build();
  const bin = join(root, 'bin/castellan.js');
  const empty = measure([process.execPath, '-e', '0'], { runs: 11 });
  log(row('node -e 0', empty, empty));
  log(row('castellan --version', measure([process.execPath, bin, '--version'], { runs: 11 }), empty));
  log(row('castellan --help', measure([process.execPath, bin, '--help'], { runs: 11 }), empty));
  const file = join(root, 'src/checks/host-pid/bad.yaml');
  log(row('castellan scan one.yaml', measure([process.execPath, bin, 'scan', file, '-f', 'csv'], { runs: 11 }), empty));
}
