import { describe, expect, it } from 'vitest';
import { align } from './align.ts';

const same = (a: string, b: string) => [...align(a.length, b.length, (l, r) => (a[l] === b[r] ? 1 : 0))];

describe('align', () => {
  it.each([
    ['abc', 'abc', [0, 1, 2]],
    ['abc', 'axbxc', [0, 2, 4]],
    ['abbc', 'abc', [0, -1, 1, 2]],
    ['xyz', 'abc', [-1, -1, -1]],
    ['', 'abc', []],
  ])('%s over %s', (a, b, expected) => {
    const pairs = same(a, b);

    expect(pairs.filter((r) => r >= 0).length).toBe(expected.filter((r) => r >= 0).length);
    expect([...pairs].filter((r) => r >= 0)).toEqual([...pairs].filter((r) => r >= 0).sort((x, y) => x - y));
  });

  it('stays within memory on long lists', () => {
    const pairs = align(100_000, 100_000, (l, r) => (l === r ? 1 : 0));

    expect(pairs[99_999]).toBe(99_999);
  });
});
