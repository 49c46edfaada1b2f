import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../model/json.ts';
import { serverPatch, type ServerOperation } from './server-patch.ts';

const operation = (op: string, path: string, more: Partial<ServerOperation> = {}): ServerOperation => ({
  op,
  path,
  from: '',
  value: undefined,
  ...more,
});

const DOCUMENT: JsonObject = { list: [1, 2], map: { a: 'x', 'b/c': 'y' } };

describe('JSON Patch as the API server applies it', () => {
  it.each<[string, ServerOperation, Json]>([
    ['adds at the end', operation('add', '/list/-', { value: 3 }), { ...DOCUMENT, list: [1, 2, 3] }],
    [
      'adds before the last by a negative index',
      operation('add', '/list/-2', { value: 3 }),
      { ...DOCUMENT, list: [1, 3, 2] },
    ],
    ['removes by a negative index', operation('remove', '/list/-1'), { ...DOCUMENT, list: [1] }],
    [
      'replaces a key that is missing',
      operation('replace', '/map/z', { value: 1 }),
      { ...DOCUMENT, map: { a: 'x', 'b/c': 'y', z: 1 } },
    ],
    ['reads escapes', operation('remove', '/map/b~1c'), { ...DOCUMENT, map: { a: 'x' } }],
    ['moves', operation('move', '/c', { from: '/map/a' }), { list: [1, 2], map: { 'b/c': 'y' }, c: 'x' }],
    ['copies', operation('copy', '/list/0', { from: '/map/a' }), { ...DOCUMENT, list: ['x', 1, 2] }],
    ['leaves all as it is where a test fails', operation('test', '/map/a', { value: 'y' }), DOCUMENT],
    ['takes what is missing for null', operation('test', '/map/z', { value: null }), DOCUMENT],
  ])('%s', (_, one, expected) => {
    expect(serverPatch(DOCUMENT, [one])).toEqual(expected);
  });

  it.each<[ServerOperation, string]>([
    [operation('add', '/no/b'), 'add operation does not apply: doc is missing path: "/no/b": missing value'],
    [
      operation('add', '/list/9'),
      "error in add for path: '/list/9': Unable to access invalid index: 9: invalid index referenced",
    ],
    [operation('add', '/list/x'), "error in add for path: '/list/x': value was not a proper array index: 'x'"],
    [operation('replace', '/list/5'), 'replace operation does not apply: doc is missing key: /list/5: missing value'],
    [
      operation('remove', '/map/z'),
      "error in remove for path: '/map/z': Unable to remove nonexistent key: z: missing value",
    ],
    [
      operation('move', '/b', { from: '/no/a' }),
      'move operation does not apply: doc is missing from path: /no/a: missing value',
    ],
    [operation('test', '/no/a'), 'test operation does not apply: is missing path: /no/a: missing value'],
    [operation('', '/a'), 'Unexpected kind: unknown'],
  ])('%j fails', (one, message) => {
    expect(() => serverPatch(DOCUMENT, [one])).toThrow(message);
  });

  it('bounds what copies add up to', () => {
    const doubling = Array.from({ length: 40 }, () => operation('copy', '/list/-', { from: '/list' }));

    expect(() => serverPatch({ list: ['a'] }, doubling)).toThrow('copies more than');
  });
});
