import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { walk } from './walk.ts';

function folderWith(...files: readonly string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'castellan-walk-')));
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

const shown = (targets: readonly string[], root: string) => {
  const { entries, gaps } = walk(targets, root);
  return [...entries.map(({ file }) => file), ...gaps.map(({ code, file }) => `${code} ${file}`)];
};

it('paths are shown from a root that is a link', () => {
  const folder = folderWith('real/d/a.yaml');
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'real'), link);

  expect([shown([link], link), shown(['d'], link), shown([join(link, 'd/*.yaml')], link)]).toEqual([
    ['d/a.yaml'],
    ['d/a.yaml'],
    ['d/a.yaml'],
  ]);
});

it('links below a root that is a link are followed where they stay below it, and circles are told', () => {
  const folder = folderWith('real/d/a.yaml', 'real/e/b.yaml', 'other/c.yaml');
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'real'), link);
  symlinkSync(join(folder, 'real/e'), join(folder, 'real/d/e'));
  symlinkSync(join(folder, 'real/d'), join(folder, 'real/d/again'));
  symlinkSync(join(folder, 'other/c.yaml'), join(folder, 'real/out.yaml'));

  expect(shown([link], link)).toEqual(['d/a.yaml', 'd/e/b.yaml', 'e/b.yaml', 'cycle d/again', 'outside-root out.yaml']);
});

it.each(['*.yaml', '[a]*.yaml', '../we[i]rd/*.yaml'])('a folder may have the characters of globs: %s', (pattern) => {
  const folder = folderWith('we[i]rd/a.yaml', 'weird/b.yaml', 'we[i]rd/deep/c.yaml');

  expect(shown([pattern], join(folder, 'we[i]rd'))).toEqual(['a.yaml']);
});

it('a glob in the name of a folder that is not there leads to those that it matches', () => {
  const folder = folderWith('x1/a.yaml', 'x2/b.yaml', 'y/c.yaml');

  expect(shown(['x[12]/*.yaml'], folder)).toEqual(['x1/a.yaml', 'x2/b.yaml']);
});
