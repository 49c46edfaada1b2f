import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object } from './make.ts';

/** Mutators, and what an ExpansionTemplate makes Pods of. */
interface Mutation {
  readonly mutators: readonly JsonObject[];
  readonly sources: readonly JsonObject[];
}

const APPLY_TO: Json = [{ groups: [''], kinds: ['Pod'], versions: ['v1'] }];

function mutator(
  kind: string,
  location: string,
  parameters: JsonObject,
  more: JsonObject = {},
  name = 'm',
): JsonObject {
  const spec = { ...(kind !== 'AssignMetadata' && { applyTo: APPLY_TO }), location, parameters, ...more };
  return { apiVersion: 'mutations.gatekeeper.sh/v1', kind, metadata: { name }, spec };
}

const assign = (location: string, value: Json, more: JsonObject = {}): JsonObject =>
  mutator('Assign', location, { assign: { value }, ...more });
const named = (name: string, one: JsonObject): JsonObject => ({ ...one, metadata: { name } });
const label = (location: string, value: Json): JsonObject => mutator('AssignMetadata', location, { assign: { value } });
const modify = (location: string, operation: string, ...fromList: readonly Json[]): JsonObject =>
  mutator('ModifySet', location, { operation, values: { fromList: [...fromList] } });
const image = (parameters: JsonObject, location = 'spec.containers[name:*].image'): JsonObject =>
  mutator('AssignImage', location, parameters);
const tests = (...list: readonly (readonly [subPath: string, condition: string])[]): JsonObject => ({
  pathTests: list.map(([subPath, condition]) => ({ subPath, condition })),
});

const DIGEST = `@sha256:${'ab'.repeat(32)}`;

const IMAGES = [
  'nginx',
  'nginx:1',
  'library/nginx:1',
  'docker.io/library/nginx',
  'reg.io:5000/a/b:v1',
  'localhost/app',
  'localhost:5000/app:1',
  `reg.io/a${DIGEST}`,
  `reg.io/a:v1${DIGEST}`,
  'host/app',
  'HOST/app',
];

/** What Pods are made of: specs of many shapes, none of which breaks a mutator of `CHANGES`. */
const SPECS: Readonly<Record<string, JsonObject>> = {
  empty: {},
  plain: { containers: [{ name: 'a', image: 'nginx:1', args: ['x', 'y'] }] },
  two: {
    containers: [
      { name: 'a', image: 'nginx', args: [] },
      { name: 'b', image: 'reg.io:5000/p/q:v2', x: {}, tty: false },
    ],
    dnsPolicy: 'Default',
  },
  unnamed: { containers: [{ image: 'nginx', args: ['z'] }, { name: 'a' }], x: { y: { z: 1 } } },
  keyed: {
    keys: [
      { k: 5, v: 1 },
      { k: '5', v: 2 },
      { k: true, v: 3 },
    ],
    'a b': { 'c.d': 1 },
    nums: [1, 2],
    objects: [{ a: 1, b: 2 }, { a: 2 }],
  },
  images: { containers: IMAGES.map((one, i) => ({ name: `c${i}`, image: one })) },
};

const METADATA: Readonly<Record<string, JsonObject>> = {
  two: { labels: { app: 'web', team: 'blue' }, annotations: { 'a.b/c': 'x' } },
  plain: { labels: {} },
};

/** All that the mutators of `MUTATIONS` meet. */
export const SOURCES: readonly JsonObject[] = Object.entries(SPECS).map(([name, spec]) =>
  object(
    'x.example/v1 Wrap',
    name,
    { spec: { template: { metadata: METADATA[name] ?? {}, spec } } },
    { namespace: 'default' },
  ),
);

/** Mutators that change some of the Pods. */
const CHANGED: Readonly<Record<string, readonly JsonObject[]>> = {
  'a field': [assign('spec.dnsPolicy', 'None')],
  'a field on a new way': [assign('spec.x.y.z', { deep: [1] })],
  'a field beside fields': [assign('spec.x.y.other', true)],
  'a field at the top': [assign('extra', 'x')],
  'a field of every item': [assign('spec.containers[name:*].tty', true)],
  'a field of one item': [assign('spec.containers[name:a].tty', true)],
  'a field of an item that is made': [assign('spec.containers[name: "side car"].x.y', 1)],
  'a field of an item of a list that is made': [assign('spec.more[id: q].x', 1)],
  'a field of every item of no list': [assign('spec.more[id: *].x', 1)],
  'an item': [assign('spec.containers[name:a]', { name: 'a', image: 'i' })],
  'an item that is new': [assign('spec.containers[name:new]', { name: 'new', image: 'i' })],
  'lists in lists': [assign('spec.containers[name:a].ports[name:http].containerPort', 80)],
  'lists in every item': [assign('spec.containers[name:*].ports[name:http].containerPort', 80)],
  'a number in quotes as key': [assign('spec.keys[k:"5"].x', 1)],
  'a word as key': [assign('spec.keys[k:true].x', 1)],
  'names in quotes': [assign('spec."a b".\'c.d\'', 2)],
  'a key in quotes': [assign('spec.containers["name":"a"].x', 2)],
  spaces: [assign(' spec . containers [ name : a ] . x ', 2)],
  'a star in quotes': [assign('spec.containers[name:"*"].x', 2)],
  'a star with quoted key': [assign("spec.containers['name': *].x", 2)],
  'the name': [mutator('Assign', 'spec.hostname', { assign: { fromMetadata: { field: 'name' } } })],
  'the namespace': [mutator('Assign', 'spec.hostname', { assign: { fromMetadata: { field: 'namespace' } } })],
  'a label': [label('metadata.labels.team', 'red')],
  'a label with a slash': [label('metadata.labels."a.b/c"', 'red')],
  'an annotation': [label("metadata.annotations.'a.b/c'", 'red')],
  'a label of the name': [
    mutator('AssignMetadata', 'metadata.labels.own', { assign: { fromMetadata: { field: 'name' } } }),
  ],
  'where the field is': [assign('spec.dnsPolicy', 'None', tests(['spec.dnsPolicy', 'MustExist']))],
  'where the field is not': [assign('spec.dnsPolicy', 'None', tests(['spec.dnsPolicy', 'MustNotExist']))],
  'where the parent is': [assign('spec.x.new', 1, tests(['spec.x', 'MustExist']))],
  'where the list is not': [assign('spec.containers[name:z].x', 1, tests(['spec.containers', 'MustNotExist']))],
  'where the list is': [assign('spec.containers[name:z].x', 1, tests(['spec.containers', 'MustExist']))],
  'where the item is': [assign('spec.containers[name:b].tty', 1, tests(['spec.containers[name:b]', 'MustExist']))],
  'where the item is not': [
    assign('spec.containers[name:b].tty', 1, tests(['spec.containers[name:b]', 'MustNotExist'])),
  ],
  'in items that have it': [
    assign('spec.containers[name:*].tty', 1, tests(['spec.containers[name:*].tty', 'MustExist'])),
  ],
  'in items that have it not': [
    assign('spec.containers[name:*].x.y', 1, tests(['spec.containers[name:*].x', 'MustNotExist'])),
  ],
  'two tests': [assign('spec.x.y.z', 1, tests(['spec.x', 'MustExist'], ['spec.x.y.z', 'MustNotExist']))],
  'the same test twice': [assign('spec.x.y', 1, tests(['spec.x', 'MustExist'], ['spec.x', 'MustExist']))],
  'added to a set': [modify('spec.containers[name:a].args', 'merge', 'y', 'z', 'z')],
  'added to every set': [modify('spec.containers[name:*].args', 'merge', 'z')],
  'added to a set that is made': [modify('spec.x.list', 'merge', 1, { a: 1 })],
  'taken from sets': [modify('spec.containers[name:a].args', 'prune', 'x', 'nothing')],
  'everything taken': [modify('spec.containers[name:a].args', 'prune', 'x', 'y')],
  'objects taken': [modify('spec.objects', 'prune', { b: 2, a: 1 })],
  'objects added': [modify('spec.objects', 'merge', { a: 2 }, { a: 3 })],
  'nothing added': [modify('spec.nums', 'merge')],
  domains: [image({ assignDomain: 'mirror.io' })],
  'a domain with a port': [image({ assignDomain: 'mirror.io:8443' })],
  localhost: [image({ assignDomain: 'localhost', assignTag: ':1' })],
  paths: [image({ assignPath: 'other/path' })],
  tags: [image({ assignTag: ':v2' })],
  digests: [image({ assignTag: DIGEST })],
  'all parts': [image({ assignDomain: 'a.io', assignPath: 'b.io/c', assignTag: ':v1' })],
  'an image that is made': [image({ assignPath: 'app', assignTag: ':1' }, 'spec.x.image')],
  'one after the other': [
    named('b', assign('spec.containers[name:added].tty', true)),
    named('a', assign('spec.containers[name:*].stdin', true)),
  ],
  'one that waits for the other': [
    named('a', assign('spec.first', 1, tests(['spec.first', 'MustNotExist']))),
    named('b', modify('spec.nums', 'merge', 7)),
  ],
  'the last wins': [named('b', assign('spec.q', 1)), named('a', assign('spec.q', 2))],
  'of the kinds': [label('metadata.labels.x', 'y'), assign('spec.a', 1), modify('spec.l', 'merge', 1)],
  'another kind': [
    mutator(
      'Assign',
      'spec.a',
      { assign: { value: 1 } },
      { applyTo: [{ groups: ['apps'], kinds: ['Pod'], versions: ['v1'] }] },
    ),
  ],
  'any kind by a star': [
    mutator(
      'Assign',
      'spec.a',
      { assign: { value: 1 } },
      { applyTo: [{ groups: ['*'], kinds: ['*'], versions: ['*'] }] },
    ),
  ],
  'by its name': [mutator('Assign', 'spec.a', { assign: { value: 1 } }, { match: { name: 'two*' } })],
  'by its labels': [
    mutator(
      'Assign',
      'spec.a',
      { assign: { value: 1 } },
      { match: { labelSelector: { matchLabels: { app: 'web' } } } },
    ),
  ],
  'of other namespaces': [
    mutator('Assign', 'spec.a', { assign: { value: 1 } }, { match: { excludedNamespaces: ['def*'] } }),
  ],
  'one way for objects and texts': [named('a', assign('spec.x.y', { own: 1 })), named('b', assign('spec.x.y.z', 3))],
};

export const MUTATIONS: Readonly<Record<string, Mutation>> = Object.fromEntries(
  Object.entries(CHANGED).map(([name, mutators]) => [name, { mutators, sources: SOURCES }]),
);

/** What the mutators of `UNMUTABLE` cannot work on. */
export const ODD = object(
  'x.example/v1 Wrap',
  'odd',
  {
    spec: {
      template: { spec: { n: 5, s: 'text', nul: null, o: {}, nums: [1, 2], containers: [{ name: 'a', image: 7 }] } },
    },
  },
  { namespace: 'default' },
);

/** Mutators that cannot be used, or not on this object. */
export const UNMUTABLE: Readonly<Record<string, Mutation>> = Object.fromEntries(
  Object.entries<readonly JsonObject[]>({
    metadata: [assign('metadata.labels.a', 'b')],
    'a set of metadata': [modify('metadata.finalizers', 'merge', 'x')],
    'an image of metadata': [image({ assignTag: ':1' }, 'metadata.labels.app')],
    'a name': [label('metadata.name', 'x')],
    'all labels': [label('metadata.labels', 'x')],
    'below a label': [label('metadata.labels.a.b', 'x')],
    'a label that is a number': [label('metadata.labels.a', 5)],
    'a label that is an object': [label('metadata.labels.a', {})],
    'no applyTo': [mutator('Assign', 'spec.a', { assign: { value: 1 } }, { applyTo: [] })],
    'applyTo without versions': [
      mutator('Assign', 'spec.a', { assign: { value: 1 } }, { applyTo: [{ groups: [''], kinds: ['Pod'] }] }),
    ],
    'no location': [assign('', 1)],
    'two dots': [assign('spec..a', 1)],
    'a dot at the end': [assign('spec.a.', 1)],
    'a dot at the front': [assign('.spec.a', 1)],
    'an open bracket': [assign('spec.containers[name:a', 1)],
    'a bracket without a key': [assign('spec.containers[:a].x', 1)],
    'a bracket without a value': [assign('spec.containers[name:].x', 1)],
    'a bracket without a colon': [assign('spec.containers[name].x', 1)],
    'a bracket at the front': [assign('[name:a].x', 1)],
    'an open quote': [assign('spec."a', 1)],
    'no value': [mutator('Assign', 'spec.a', { assign: {} })],
    'nothing to assign': [mutator('Assign', 'spec.a', {})],
    null: [assign('spec.a', null)],
    'two values': [mutator('Assign', 'spec.a', { assign: { value: 1, fromMetadata: { field: 'name' } } })],
    'the uid': [mutator('Assign', 'spec.a', { assign: { fromMetadata: { field: 'uid' } } })],
    'an item of another name': [assign('spec.containers[name:c]', { name: 'd' })],
    'an item without its name': [assign('spec.containers[name:c]', { image: 'x' })],
    'an item that is a text': [assign('spec.containers[name:c]', 'x')],
    'every item': [assign('spec.containers[name:*]', { name: 'c' })],
    'a test of another path': [assign('spec.a', 1, tests(['spec.b', 'MustExist']))],
    'a test of a longer path': [assign('spec.a', 1, tests(['spec.a.b', 'MustExist']))],
    'a test of every item for one': [assign('spec.l[name:a].x', 1, tests(['spec.l[name:*]', 'MustExist']))],
    'tests that exclude each other': [assign('spec.a', 1, tests(['spec.a', 'MustExist'], ['spec.a', 'MustNotExist']))],
    'a set that is an item': [modify('spec.containers[name:a]', 'merge', 1)],
    'an operation that is none': [modify('spec.nums', 'add', 3)],
    'an image that is an item': [image({ assignTag: ':1' }, 'spec.containers[name:a]')],
    'no part of an image': [image({})],
    'a domain with a path': [image({ assignDomain: 'a.io/b' })],
    'a domain without a dot': [image({ assignDomain: 'mirror' })],
    'a path like a domain': [image({ assignPath: 'a.io/b' })],
    'a path like localhost': [image({ assignPath: 'localhost/b' })],
    'a path with a slash at the front': [image({ assignPath: '/b' })],
    'a path with a tag': [image({ assignPath: 'b:1' })],
    'a path in capitals': [image({ assignPath: 'App' })],
    'a tag without its sign': [image({ assignTag: 'v1' })],
    'an empty tag': [image({ assignTag: ':' })],
    'a tag with a space': [image({ assignTag: ':a b' })],
    'a digest too short': [image({ assignTag: '@sha256:ab' })],
    'a list without a key': [assign('spec.containers.x', 1)],
    'a number on the way': [assign('spec.n.x', 1)],
    'a text on the way': [assign('spec.s.x.y', 1)],
    'null on the way': [assign('spec.nul.x', 1)],
    'null for a list': [assign('spec.nul[name:a].x', 1)],
    'an object for a list': [assign('spec.o[name:a].x', 1)],
    'a text for a list': [assign('spec.s[name:*].x', 1)],
    'numbers for objects': [assign('spec.nums[name:*].x', 1)],
    'a set that is a text': [modify('spec.s', 'merge', 'x')],
    'an image that is a number': [image({ assignTag: ':1' })],
    'a field and a list of one name': [named('a', assign('spec.q.r', 1)), named('b', assign('spec.q[name:a].r', 1))],
    'lists with two keys': [named('a', assign('spec.q[name:a].r', 1)), named('b', assign('spec.q[id:a].r', 1))],
    'a set and an object': [named('a', modify('spec.q', 'merge', 1)), named('b', assign('spec.q.r', 1))],
    'a set and a list with a key': [
      named('a', modify('spec.q', 'merge', 1)),
      named('b', assign('spec.q[name:a].r', 1)),
    ],
    'an image and an object': [named('a', image({ assignTag: ':1' }, 'spec.q')), named('b', assign('spec.q.r', 1))],
  }).map(([name, mutators]) => [name, { mutators, sources: [ODD] }]),
);

/** What makes a Pod of the field `spec.template` of any source. */
export const EXPANSION: JsonObject = {
  apiVersion: 'expansion.gatekeeper.sh/v1alpha1',
  kind: 'ExpansionTemplate',
  metadata: { name: 'wraps' },
  spec: {
    applyTo: [{ groups: ['x.example'], kinds: ['Wrap'], versions: ['v1'] }],
    templateSource: 'spec.template',
    generatedGVK: { group: '', version: 'v1', kind: 'Pod' },
  },
};
