import { describe, expect, it } from 'vitest';
import { compileGlob } from './glob.ts';

const cases: [pattern: string, path: string, matches: boolean][] = [
  ['*.yaml', 'a.yaml', true],
  ['*.yaml', 'b/a.yaml', false],
  ['**/*.yaml', 'a.yaml', true],
  ['**/*.yaml', 'x/y/a.yaml', true],
  ['x/**', 'x/y/z', true],
  ['x/**', 'xy/z', false],
  ['x/**/z', 'x/z', true],
  ['x/**/z', 'x/a/b/z', true],
  ['a?c', 'abc', true],
  ['a[b-d]c', 'acc', true],
  ['a[!b-d]c', 'acc', false],
  ['*.{yaml,yml}', 'a.yml', true],
  ['*.{yaml,yml}', 'a.json', false],
  ['a*b*c', 'aXbYbZc', true],
  ['**/node-exporter*', 'monitoring/node-exporter.yaml', true],
];

describe('compileGlob', () => {
  it.each(cases)('%s over %s: %s', (pattern, path, matches) => {
    expect(compileGlob(pattern)(path)).toBe(matches);
  });

  it('takes time linear in the path for a pattern of many stars', () => {
    const matches = compileGlob(`${'*a'.repeat(30)}b`);

    expect(matches('a'.repeat(5_000))).toBe(false);
  });
});
