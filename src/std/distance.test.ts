import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, distance } from './distance.ts';

describe('distance', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['kitten', 'sitting', 3],
    ['replicsa', 'replicas', 1],
  ])('%s to %s is %d', (a, b, expected) => {
    expect(distance(a, b, 10)).toBe(expected);
  });

  it('stops beyond the limit', () => {
    expect(distance('kitten', 'sitting', 2)).toBe(3);
    expect(distance('a', 'abcdef', 2)).toBe(3);
  });

  it('is the same both ways, and the bound changes nothing within it', () => {
    const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'c') });

    fc.assert(
      fc.property(word, word, fc.nat(12), (a, b, limit) => {
        const exact = distance(a, b, 100);
        expect(distance(b, a, 100)).toBe(exact);
        expect(distance(a, b, limit)).toBe(Math.min(exact, limit + 1));
      }),
    );
  });
});

describe('closest', () => {
  it.each([
    ['imagePullPolcy', 'imagePullPolicy'],
    ['image_pull_policy', 'imagePullPolicy'],
    ['HOSTNETWORK', 'hostNetwork'],
    ['tyt', 'tty'],
    ['something', undefined],
    ['x', undefined],
    ['', undefined],
    ['y'.repeat(100_000), undefined],
  ])('%s → %s', (word, expected) => {
    expect(closest(word, ['tty', 'hostNetwork', 'imagePullPolicy'])).toBe(expected);
  });
});
