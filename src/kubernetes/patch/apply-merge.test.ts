import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { kindOf } from '../schema/types.ts';
import { applyMerge, applyProblems, atomicsIn } from './apply-merge.ts';
import { mergeTypeOf, mergeTypeOfSchema } from './merge-types.ts';

const POD = mergeTypeOf(kindOf('v1', 'Pod')!.type);
const WIDGET = mergeTypeOfSchema({
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
        whole: { type: 'object', additionalProperties: { type: 'string' }, 'x-kubernetes-map-type': 'atomic' },
        parts: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name', 'zone'],
          items: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              zone: { type: 'string', default: 'a' },
              count: { type: 'integer' },
            },
          },
        },
        port: { 'x-kubernetes-int-or-string': true },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
  },
});

const spec = (value: JsonObject): JsonObject => ({ spec: value });
const items = (...names: string[]): JsonObject => spec({ containers: names.map((name) => ({ name })) });

describe('server-side apply of one object onto another', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'merges maps',
      { metadata: { labels: { a: '1' } } },
      { metadata: { labels: { b: '2' } } },
      { metadata: { labels: { a: '1', b: '2' } } },
    ],
    ['appends new items', items('a', 'b'), items('c'), items('a', 'b', 'c')],
    [
      'keeps the order of the object around items of the patch',
      items('a', 'b', 'c'),
      items('c', 'x'),
      items('a', 'b', 'c', 'x'),
    ],
    ['puts shared items in the order of the patch', items('a', 'b', 'c'), items('c', 'a'), items('b', 'c', 'a')],
    [
      'tells ports apart by number and protocol, which is TCP where it is left out',
      spec({ containers: [{ name: 'a', ports: [{ containerPort: 53 }] }] }),
      spec({
        containers: [
          {
            name: 'a',
            ports: [
              { containerPort: 53, protocol: 'TCP', name: 'dns' },
              { containerPort: 53, protocol: 'UDP' },
            ],
          },
        ],
      }),
      spec({
        containers: [
          {
            name: 'a',
            ports: [
              { containerPort: 53, protocol: 'TCP', name: 'dns' },
              { containerPort: 53, protocol: 'UDP' },
            ],
          },
        ],
      }),
    ],
    [
      'replaces atomic lists',
      spec({ tolerations: [{ key: 'a' }] }),
      spec({ tolerations: [{ key: 'b' }] }),
      spec({ tolerations: [{ key: 'b' }] }),
    ],
    [
      'replaces atomic maps',
      spec({ nodeSelector: { a: '1' } }),
      spec({ nodeSelector: { b: '2' } }),
      spec({ nodeSelector: { b: '2' } }),
    ],
    ['leaves an object without a patch alone', items('a'), {}, items('a')],
  ])('%s', (_, live, patch, expected) => {
    expect(applyMerge(live, patch, POD)).toEqual(expected);
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['sets', { tags: ['a', 'b'] }, { tags: ['c', 'a'] }, { tags: ['c', 'a', 'b'] }],
    [
      'keys with defaults',
      { parts: [{ name: 'x' }] },
      { parts: [{ name: 'x', zone: 'a', count: 1 }] },
      { parts: [{ name: 'x', zone: 'a', count: 1 }] },
    ],
    ['atomic maps', { whole: { a: '1' } }, { whole: { b: '2' } }, { whole: { b: '2' } }],
    [
      'what the schema leaves open',
      { free: { a: { b: 1 } } },
      { free: { a: { c: [1] } } },
      { free: { a: { b: 1, c: [1] } } },
    ],
  ])('of custom resources: %s', (_, live, patch, expected) => {
    expect(applyMerge(spec(live), spec(patch), WIDGET)).toEqual(spec(expected));
  });

  it.each<[JsonObject, string[]]>([
    [spec({ contaners: [] }), ['.spec.contaners: field not declared in schema']],
    [
      spec({ activeDeadlineSeconds: 'x' }),
      ['.spec.activeDeadlineSeconds: expected numeric (int or float), got string'],
    ],
    [spec({ hostname: 3 }), ['.spec.hostname: expected string, got &value.valueUnstructured{Value:3}']],
    [spec({ containers: {} }), ['.spec.containers: expected list, got &{map[]}']],
    [items('a', 'a'), ['.spec.containers: duplicate entries for key [name="a"]']],
    [spec({ hostPID: null }), ['.spec.hostPID: expected boolean, got &{NULL_VALUE}']],
    [items('a'), []],
  ])('%j does not fit: %j', (value, expected) => {
    expect(applyProblems(value, POD)).toEqual(expected);
  });

  it('finds the atomic parts', () => {
    const value = spec({ tolerations: [{ key: 'a' }], nodeSelector: {}, containers: [{ name: 'a', args: ['x'] }] });

    expect(atomicsIn(value, POD)).toEqual(['.spec.tolerations', '.spec.nodeSelector', '.spec.containers[0].args']);
  });
});
