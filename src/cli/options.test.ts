import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { scanOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'castellan-options-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'a/deep'), { recursive: true });
mkdirSync(join(folder, 'b'));
mkdirSync(join(folder, 'we[i]rd'));

const TARGETS: readonly (readonly string[])[] = [
  ['src'],
  ['.', 'src/cli'],
  [join(folder, 'a')],
  [relative('.', join(folder, 'a/deep'))],
  [relative('.', join(folder, 'a/deep')), relative('.', join(folder, 'b'))],
  ['src', relative('.', join(folder, 'b'))],
  [relative('.', join(folder, 'we[i]rd/*.yaml'))],
];

it.each(TARGETS)('targets lead from the root to where they lead from here: %s %s', async (...named) => {
  const targets = named.filter((target) => target !== undefined);

  const options = await scanOptions(targets, {}, '0.0.0');

  const led = options.targets.map((target) => resolve(options.root, target));
  expect(led).toEqual(targets.map((target) => resolve(target)));
});

it('paths are shown from the folder of a glob, whatever characters its name has', async () => {
  const { root } = await scanOptions([relative('.', join(folder, 'we[i]rd/*.yaml'))], {}, '0.0.0');

  expect(root).toBe(join(folder, 'we[i]rd'));
});

it('what is no path is left as it was named', async () => {
  const { targets } = await scanOptions(['cluster/shop', '-', relative('.', join(folder, 'a/deep'))], {}, '0.0.0');

  expect(targets.slice(0, 2)).toEqual(['cluster/shop', '-']);
});
