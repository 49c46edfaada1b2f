import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { asObject } from '../../std/value.ts';
import { changedImage } from './image.ts';
import { parseLocation } from './location.ts';
import { compileMutator } from './mutator.ts';
import { mutator, pod, set, subject } from './sample.ts';

const DIGEST = `@sha256:${'ab'.repeat(32)}`;
const TWO: JsonObject = {
  containers: [
    { name: 'a', args: ['x', 'y'] },
    { name: 'b', image: 'reg.io:5000/app:v1' },
  ],
};

describe('mutators', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['a field', mutator('Assign', 'spec.dnsPolicy', set('None')), {}, { dnsPolicy: 'None' }],
    ['a field that is made on the way', mutator('Assign', 'spec.a.b', set(1)), {}, { a: { b: 1 } }],
    [
      'a field of every item',
      mutator('Assign', 'spec.containers[name:*].tty', set(true)),
      { containers: [{ name: 'a' }, { name: 'b' }] },
      {
        containers: [
          { name: 'a', tty: true },
          { name: 'b', tty: true },
        ],
      },
    ],
    ['no item where a star finds none', mutator('Assign', 'spec.containers[name:*].tty', set(true)), {}, {}],
    [
      'an item that is named and missing',
      mutator('Assign', 'spec.containers[name: "side car"].tty', set(true)),
      { containers: [{ name: 'a' }] },
      { containers: [{ name: 'a' }, { name: 'side car', tty: true }] },
    ],
    [
      'an item as a whole',
      mutator('Assign', 'spec.containers[name:a]', set({ name: 'a', image: 'i' })),
      { containers: [{ name: 'a', tty: true }] },
      { containers: [{ name: 'a', image: 'i' }] },
    ],
    [
      'nothing where a path must not exist',
      mutator('Assign', 'spec.a.b', {
        ...set(1),
        pathTests: [{ subPath: 'spec.a.b', condition: 'MustNotExist' }],
      }),
      { a: { b: 2 } },
      { a: { b: 2 } },
    ],
    [
      'only the items that a path test lets',
      mutator('Assign', 'spec.containers[name:*].x.y', {
        ...set(1),
        pathTests: [{ subPath: 'spec.containers[name:*].x', condition: 'MustExist' }],
      }),
      { containers: [{ name: 'a', x: {} }, { name: 'b' }] },
      { containers: [{ name: 'a', x: { y: 1 } }, { name: 'b' }] },
    ],
    [
      'items added to a list',
      mutator('ModifySet', 'spec.containers[name:a].args', { values: { fromList: ['y', 'z'] } }),
      TWO,
      {
        containers: [
          { name: 'a', args: ['x', 'y', 'z'] },
          { name: 'b', image: 'reg.io:5000/app:v1' },
        ],
      },
    ],
    [
      'items taken from lists',
      mutator('ModifySet', 'spec.containers[name:*].args', { operation: 'prune', values: { fromList: ['x'] } }),
      TWO,
      {
        containers: [
          { name: 'a', args: ['y'] },
          { name: 'b', image: 'reg.io:5000/app:v1' },
        ],
      },
    ],
    [
      'parts of images',
      mutator('AssignImage', 'spec.containers[name:*].image', { assignDomain: 'mirror.io', assignTag: DIGEST }),
      TWO,
      {
        containers: [
          { name: 'a', args: ['x', 'y'], image: `mirror.io/${DIGEST}` },
          { name: 'b', image: `mirror.io/app${DIGEST}` },
        ],
      },
    ],
  ])('%s', (_, document, spec, expected) => {
    const one = subject(pod({}, spec));

    expect(asObject(compileMutator(document).mutate(one.object, one))['spec']).toEqual(expected);
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'a label is added',
      mutator('AssignMetadata', 'metadata.labels.team', set('red')),
      {},
      { labels: { team: 'red' } },
    ],
    [
      'a label that is there stays',
      mutator('AssignMetadata', 'metadata.labels."a.b/c"', set('red')),
      { labels: { 'a.b/c': 'blue' } },
      { labels: { 'a.b/c': 'blue' } },
    ],
    [
      'from the namespace',
      mutator('AssignMetadata', 'metadata.annotations.in', { assign: { fromMetadata: { field: 'namespace' } } }),
      { namespace: 'shop' },
      { namespace: 'shop', annotations: { in: 'shop' } },
    ],
  ])('metadata: %s', (_, document, metadata, expected) => {
    const one = subject(pod(metadata));

    expect(asObject(compileMutator(document).mutate(one.object, one))['metadata']).toEqual({
      name: 'web',
      ...expected,
    });
  });

  it.each<[string, JsonObject]>([
    ['cannot change metadata', mutator('Assign', 'metadata.labels.a', set('b'))],
    ['can only set a label or an annotation', mutator('AssignMetadata', 'metadata.name', set('b'))],
    ['needs applyTo', mutator('Assign', 'spec.a', set(1), { applyTo: [] })],
    ['a name is expected', mutator('Assign', 'spec..a', set(1))],
    ['assign has one of value', mutator('Assign', 'spec.a', {})],
    ['assignTag must be :tag', mutator('AssignImage', 'spec.image', { assignTag: 'v1' })],
    ['needs assignDomain too', mutator('AssignImage', 'spec.image', { assignPath: 'my.io/app' })],
    ['The operation is', mutator('ModifySet', 'spec.a', { operation: 'drop', values: { fromList: [] } })],
    [
      'must be a part of the location',
      mutator('Assign', 'spec.a', { ...set(1), pathTests: [{ subPath: 'spec.b', condition: 'MustExist' }] }),
    ],
    ['external data', mutator('Assign', 'spec.a', { assign: { externalData: {} } })],
  ])('refuses: %s', (message, document) => {
    expect(() => compileMutator(document)).toThrow(message);
  });

  it('bounds the length of locations', () => {
    expect(() => parseLocation(`a${'.a'.repeat(2000)}`, [])).toThrow('is not read');
  });

  it.each([
    ['nginx', 'mirror.io/nginx'],
    ['library/nginx:1', 'mirror.io/library/nginx:1'],
    ['localhost/app', 'mirror.io/app'],
    ['reg.io:5000/a/b:v1@sha256:cd', 'mirror.io/a/b:v1@sha256:cd'],
  ])('the domain of %s', (image, expected) => {
    expect(changedImage(image, { domain: 'mirror.io', path: undefined, tag: undefined })).toBe(expected);
  });
});
