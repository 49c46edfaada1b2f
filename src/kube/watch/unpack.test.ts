import { expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { createUnpacking } from './unpack.ts';

const secrets = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  namespaced: true,
  verbs: [],
  preferred: true,
};

it('says of metadata alone what it is', () => {
  const unpack = createUnpacking(secrets, undefined);

  expect(unpack({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: { name: 'a' } })).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a' },
  });
});

it('reads the rows of a table, whose columns only the first names', () => {
  const unpack = createUnpacking(secrets, { type: 'Type' });
  const row = (name: string, type: string): JsonObject => ({
    cells: [name, type, 1, '5s'],
    object: { kind: 'PartialObjectMetadata', metadata: { name } },
  });
  const columnDefinitions = ['Name', 'Type', 'Data', 'Age'].map((name) => ({ name }));

  const objects = [
    unpack({ kind: 'Table', columnDefinitions, rows: [row('a', 'Opaque')] }),
    unpack({ kind: 'Table', columnDefinitions: null, rows: [row('b', 'kubernetes.io/tls')] }),
  ];

  expect(objects).toEqual([
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, type: 'Opaque' },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' }, type: 'kubernetes.io/tls' },
  ]);
});

it.each<[string, JsonObject]>([
  ['no rows', { kind: 'Table' }],
  ['rows of the wrong type', { kind: 'Table', rows: 'x' }],
  ['no object', { kind: 'Table', rows: [{ cells: null }] }],
])('a table with %s is an object without a name', (_name, table) => {
  expect(createUnpacking(secrets, { type: 'Type' })(table)['metadata']).toBeUndefined();
});
