import { expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { mergePatch } from './merge.ts';

/** Target, patch, result: the test cases of RFC 7386, appendix A. */
const CASES: [Json, Json, Json][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

it.each(CASES)('%j with %j is %j', (target, patch, expected) => {
  const before = structuredClone(target);

  expect(mergePatch(target, patch)).toEqual(expected);
  expect(target).toEqual(before);
});

it('keeps hostile keys as plain data', () => {
  const patch = JSON.parse('{"__proto__": {"polluted": true}}') as Json;

  const result = mergePatch({}, patch);

  expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":true}}');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it('refuses endless nesting', () => {
  let patch: Json = 1;
  for (let i = 0; i < 5000; i++) patch = { a: patch };

  expect(() => mergePatch({}, patch)).toThrow(expect.objectContaining({ code: 'too-deep' }));
});
