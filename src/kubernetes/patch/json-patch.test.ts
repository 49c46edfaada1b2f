import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { jsonPatch, type JsonPatchOperation, parsePointer, readJsonPatch, toPointer } from './json-patch.ts';

/** After the examples of RFC 6902, appendix A. */
const GOOD: [string, Json, JsonPatchOperation[], Json][] = [
  ['adds a member', { foo: 1 }, [{ op: 'add', path: '/bar', value: 2 }], { foo: 1, bar: 2 }],
  ['adds over a member', { foo: 1 }, [{ op: 'add', path: '/foo', value: null }], { foo: null }],
  ['inserts into a list', { a: ['x', 'z'] }, [{ op: 'add', path: '/a/1', value: 'y' }], { a: ['x', 'y', 'z'] }],
  ['inserts at the end by index', ['x'], [{ op: 'add', path: '/1', value: 'y' }], ['x', 'y']],
  ['appends', ['x'], [{ op: 'add', path: '/-', value: ['y'] }], ['x', ['y']]],
  ['removes a member', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
  ['removes an item', ['x', 'y'], [{ op: 'remove', path: '/0' }], ['y']],
  ['replaces', { a: [1] }, [{ op: 'replace', path: '/a/0', value: 2 }], { a: [2] }],
  ['replaces the whole', { a: 1 }, [{ op: 'replace', path: '', value: [] }], []],
  ['moves a member', { a: { x: 1 }, b: {} }, [{ op: 'move', from: '/a/x', path: '/b/y' }], { a: {}, b: { y: 1 } }],
  ['moves an item', ['a', 'b', 'c'], [{ op: 'move', from: '/0', path: '/2' }], ['b', 'c', 'a']],
  ['moves onto itself', { a: 1 }, [{ op: 'move', from: '/a', path: '/a' }], { a: 1 }],
  ['copies', { a: { x: 1 } }, [{ op: 'copy', from: '/a', path: '/b' }], { a: { x: 1 }, b: { x: 1 } }],
  [
    'tests deeply, keys in any order',
    { a: { x: 1, y: 2 } },
    [{ op: 'test', path: '/a', value: { y: 2, x: 1 } }],
    { a: { x: 1, y: 2 } },
  ],
  ['tests null', { a: null }, [{ op: 'test', path: '/a', value: null }], { a: null }],
  [
    'reads escapes',
    { 'a/b': 1, 'm~n': 2 },
    [
      { op: 'remove', path: '/a~1b' },
      { op: 'test', path: '/m~0n', value: 2 },
    ],
    { 'm~n': 2 },
  ],
  ['reads ~01 as ~1', { '~1': 1 }, [{ op: 'test', path: '/~01', value: 1 }], { '~1': 1 }],
  ['uses the empty key', { '': 1 }, [{ op: 'replace', path: '/', value: 2 }], { '': 2 }],
  ['adds hostile keys as data', {}, [{ op: 'add', path: '/constructor', value: 1 }], { constructor: 1 }],
];

const BAD: [string, Json, JsonPatchOperation[], string][] = [
  ['a missing parent', {}, [{ op: 'add', path: '/a/b', value: 1 }], 'not-found'],
  ['a parent that is a string', { a: 'x' }, [{ op: 'add', path: '/a/b', value: 1 }], 'not-found'],
  ['removing what is not there', {}, [{ op: 'remove', path: '/a' }], 'not-found'],
  ['replacing what is not there', {}, [{ op: 'replace', path: '/a', value: 1 }], 'not-found'],
  ['inherited names', {}, [{ op: 'remove', path: '/toString' }], 'not-found'],
  ['an index beyond the end', [1], [{ op: 'add', path: '/2', value: 1 }], 'bad-index'],
  ['an index with a leading zero', [1, 2], [{ op: 'remove', path: '/01' }], 'bad-index'],
  ['a word as index', [1], [{ op: 'remove', path: '/a' }], 'bad-index'],
  ['- where something must be there', [1], [{ op: 'remove', path: '/-' }], 'bad-index'],
  ['a pointer without slash', {}, [{ op: 'remove', path: 'a' }], 'bad-pointer'],
  ['a bad escape', {}, [{ op: 'remove', path: '/a~2' }], 'bad-pointer'],
  ['a failed test', { a: 1 }, [{ op: 'test', path: '/a', value: '1' }], 'test-failed'],
  ['a move into itself', { a: { b: {} } }, [{ op: 'move', from: '/a', path: '/a/b/c' }], 'bad-operation'],
];

describe('jsonPatch', () => {
  it.each(GOOD)('%s', (_, target, operations, expected) => {
    const before = structuredClone(target);

    expect(jsonPatch(target, operations)).toEqual(expected);
    expect(target).toEqual(before);
  });

  it.each(BAD)('refuses %s', (_, target, operations, code) => {
    expect(() => jsonPatch(target, operations)).toThrow(expect.objectContaining({ code }));
  });

  it('shares what did not change', () => {
    const target = { kept: { deep: 1 }, changed: {} };

    const result = jsonPatch(target, [{ op: 'add', path: '/changed/a', value: 1 }]) as typeof target;

    expect(result.kept).toBe(target.kept);
  });

  it('bounds operations and doubling copies', () => {
    const double: JsonPatchOperation[] = Array.from({ length: 40 }, (_, i) => ({
      op: 'copy',
      from: '',
      path: `/a${i}`,
    }));
    const many: JsonPatchOperation[] = Array.from({ length: 10_001 }, () => ({ op: 'add', path: '/a', value: 1 }));

    expect(() => jsonPatch({}, double)).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect(() => jsonPatch({}, many)).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('adds and removes back to where it was', () => {
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), fc.string(), value, (target, key, added) => {
        fc.pre(!Object.hasOwn(target, key));
        const path = toPointer([key]);
        const operations: JsonPatchOperation[] = [
          { op: 'add', path, value: added },
          { op: 'test', path, value: added },
          { op: 'remove', path },
        ];
        expect(jsonPatch(target as Json, operations)).toEqual({ ...target });
      }),
    );
  });
});

describe('pointers', () => {
  it('read back what they write', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a') })), (path) => {
        expect(parsePointer(toPointer(path))).toEqual(path);
      }),
    );
  });
});

describe('readJsonPatch', () => {
  it('reads operations', () => {
    const operations = [
      { op: 'add', path: '/a', value: null },
      { op: 'move', path: '/a', from: '/b' },
    ];

    expect(readJsonPatch(operations)).toEqual(operations);
  });

  it.each<[Json]>([
    [{}],
    [[null]],
    [[{ op: 'add', path: '/a' }]],
    [[{ op: 'copy', path: '/a' }]],
    [[{ op: 'drop', path: '/a' }]],
    [[{ op: 'remove' }]],
  ])('refuses %j', (value) => {
    expect(() => readJsonPatch(value)).toThrow(expect.objectContaining({ code: 'bad-operation' }));
  });
});
