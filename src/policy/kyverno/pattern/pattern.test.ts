import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../model/json.ts';
import { PolicyProblem } from '../../problem.ts';
import { compilePattern } from './compile.ts';
import { compileWhole } from './whole.ts';

function verdict(pattern: Json, value: Json): string {
  const mismatch = compilePattern(pattern)(value, '/');
  if (!mismatch) return 'pass';
  return mismatch.skip ? 'skip' : `fail ${mismatch.path}`;
}

describe('a scalar of a pattern', () => {
  it.each<[pattern: Json, value: Json, expected: boolean]>([
    ['nginx:*', 'nginx:1.2', true],
    ['!*:latest', 'nginx:latest', false],
    ['!*:latest & *:*', 'nginx', false],
    ['a | b', 'b', true],
    ['?*', '', false],
    ['?*', null, false],
    ['*', '', true],
    ['<=1Gi', '512Mi', true],
    ['<=1Gi', '2Gi', false],
    ['>1m', '90s', true],
    ['1-10', 5, true],
    ['1-10', 11, false],
    ['1!-10', 11, true],
    ['100Mi-1Gi', '512Mi', true],
    ['0', null, true],
    ['!0', '0', false],
    [true, true, true],
    [true, 'true', false],
    [80, '80', true],
    [1.5, 1.5, true],
    [null, '', true],
    [null, 'x', false],
    ['> 5', 6, true],
    ['!true', null, false],
    ['!1Gi', '1024Mi', false],
    ['!1h', '60m', false],
    ['!1h', '61m', true],
    ['????', 1000, false],
    ['8.08E*', 8080, true],
  ])('%j %j: %s', (pattern, value, expected) => {
    expect(verdict({ key: pattern }, { key: value }) === 'pass').toBe(expected);
  });
});

describe('anchors', () => {
  it.each<[name: string, pattern: Json, value: Json, expected: string]>([
    ['a condition that holds goes on', { '(kind)': 'A', size: 1 }, { kind: 'A', size: 2 }, 'fail /size/'],
    ['a condition that does not hold skips', { '(kind)': 'A', size: 1 }, { kind: 'B', size: 2 }, 'skip'],
    ['a condition on a missing key skips', { '(kind)': 'A', size: 1 }, { size: 2 }, 'skip'],
    [
      'an item that a condition leaves out does not count',
      [{ '(name)': 'a*', size: 1 }],
      [{ name: 'b' }, { name: 'a', size: 1 }],
      'pass',
    ],
    ['all items left out skip the rule', [{ '(name)': 'a*', size: 1 }], [{ name: 'b' }], 'skip'],
    [
      'a global condition skips from deep within',
      { spec: [{ '<(image)': 'x*', name: 'y' }] },
      { spec: [{ image: 'z' }] },
      'skip',
    ],
    ['a global condition lets a missing key pass', { '<(image)': 'x*' }, {}, 'pass'],
    ['a negated key must be missing', { 'X(hostPath)': 'null' }, { hostPath: null }, 'fail /hostPath/'],
    ['an equality counts only where the key is', { '=(hostPID)': false }, {}, 'pass'],
    ['an equality fails where the value differs', { '=(hostPID)': false }, { hostPID: true }, 'fail /hostPID/'],
    [
      'a condition that does not hold skips, whatever is wrong behind it',
      { '(a)': 1, '=(b)': 1, 'X(c)': 1 },
      { a: 2, b: 2, c: 2 },
      'skip',
    ],
    [
      'a global condition in an optional key skips its map alone',
      { '=(a)': { '=(b)': { '<(c)': 1 } }, 'X(d)': 1, e: 1 },
      { a: { b: { c: 2 } }, e: 2 },
      'fail /e/',
    ],
    ['an optional key with something else skips', { '=(a)': { '(kind)': 'A' } }, { a: { kind: 'B' } }, 'skip'],
    [
      'but not where another optional key is fine',
      { '=(a)': { '(kind)': 'A' }, '=(b)': 1 },
      { a: { kind: 'B' }, b: 1 },
      'pass',
    ],
    [
      'a global condition skips from within an optional key',
      { '=(a)': { '<(kind)': 'A' }, '=(b)': 1 },
      { a: { kind: 'B' }, b: 1 },
      'skip',
    ],
    ['plain keys are told by name', { b: 1, a: 1 }, { a: 2, b: 2 }, 'fail /a/'],
    [
      'keys with anchors further in come before them, the last first',
      { a: { '=(x)': 1 }, b: { '=(x)': 1 }, c: 1 },
      { a: { x: 2 }, b: { x: 2 }, c: 2 },
      'fail /b/x/',
    ],
    ['existence needs one item', { '^(ports)': [{ port: 80 }] }, { ports: [{ port: 1 }, { port: 80 }] }, 'pass'],
    ['existence fails without one', { '^(ports)': [{ port: 80 }] }, { ports: [{ port: 1 }] }, 'fail /ports/'],
    [
      'wildcards stand in keys of labels',
      { metadata: { labels: { 'app.*': '?*' } } },
      { metadata: { labels: { 'app.io/x': 'y' } } },
      'pass',
    ],
    ['a star needs the key', { spec: '*' }, {}, 'fail /'],
    [
      'the path names the item',
      { spec: { c: [{ image: '*:*' }] } },
      { spec: { c: [{ image: 'a:b' }, { image: 'x' }] } },
      'fail /spec/c/1/image/',
    ],
  ])('%s', (_, pattern, value, expected) => {
    expect(verdict(pattern, value)).toBe(expected);
  });
});

describe('the pattern of a rule', () => {
  it.each<[name: string, pattern: Json, object: JsonObject, path: string]>([
    ['names the place of what does not fit', { a: 1 }, { a: 2 }, '/a/'],
    ['names none where no object had a key in brackets', { list: [{ '(kind)': 'A' }] }, { list: [{ a: 1 }, 1] }, ''],
    ['names it where one object had the key', { list: [{ '(kind)': 'A' }] }, { list: [{ kind: 'B' }, 1] }, '/list/1/'],
    [
      'names none where a key in brackets, behind a condition that does not hold, is on no object',
      { '=(a)': { '(b)': 1, '=(c)': [{ '(d)': 1 }] }, 'X(e)': 1, f: 1 },
      { a: { b: 2, c: [{}] }, f: 2 },
      '',
    ],
    [
      'names a key that must not be',
      { '(a)': 1, list: [{ '(b)': 1, 'X(c)': 1 }], 'X(d)': 1 },
      { a: 1, d: 1, list: [] },
      '/d/',
    ],
  ])('%s', (_, pattern, object, path) => {
    expect(compileWhole(pattern, [])(object)?.path).toBe(path);
  });
});

describe('a pattern that is wrong', () => {
  it('nests too deep', () => {
    let pattern: Json = 'x';
    for (let i = 0; i < 1000; i++) pattern = { a: pattern };

    expect(() => compilePattern(pattern)).toThrow(PolicyProblem);
  });

  it('has an existence anchor without a list', () => {
    expect(() => compilePattern({ '^(a)': 'b' })).toThrow(PolicyProblem);
  });
});

describe('any pattern', () => {
  it('judges any value or is refused', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (pattern, value) => {
        try {
          compilePattern(pattern)(value, '/');
        } catch (error) {
          if (!(error instanceof PolicyProblem)) throw error;
        }
      }),
    );
  });
});
