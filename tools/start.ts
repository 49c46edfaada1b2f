import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.ts';

/* `npm start`: builds, then does the main job on the demo platform. Findings there are planted: they are no failure. */

const root = join(import.meta.dirname, '..');
const demo = 'examples/streaming-platform';
const args = process.argv.slice(2);

await build();
const { status } = spawnSync(
  process.execPath,
  [join(root, 'bin/castellan.js'), ...(args.length > 0 ? args : ['scan', demo])],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
const expected = args.length === 0 && (status === 1 || status === 3);
if (expected) {
  process.stdout.write(`
That was the demo platform, with its planted weaknesses (${demo}/WEAKNESSES.yaml). On your own:
  npx castellan scan path/to/manifests     what is wrong there
  npx castellan fix --dry-run path         the repairs, as a diff
  npx castellan explain privileged-container
  npx castellan init                       a config to start from
`);
}
process.exitCode = expected ? 0 : (status ?? 70);
