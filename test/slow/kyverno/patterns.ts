import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { policyOf, pods } from './make.ts';
import type { World } from './world.ts';

/* Patterns of validate rules: every anchor, every operator of the leaves, lists and wildcards in keys. */

const LEAVES = flattened([
  ['*', '?*', '?', 'a*', '!a*', 'a|b', 'a | b', '!a & !b', 'a*|!b', '', '!', 'null', 'true', 'false', '!true'],
  ['1', '>1', '<2', '>=1', '<=1', '!1', '1-3', '1!-3', '> 1 & < 3', '1|>4', '<1', '1.5', '-1-1', '1-', '>a'],
  ['1Gi', '>1Gi', '<=512Mi', '!1Gi', '100m', '<1', '>=0.5', '1Gi-2Gi', '100Mi!-1Gi', '1h', '>30m', '<=1h', '1h-2h'],
  ['1h30m', '>0', '*1*', '1?', 'a&b', '|', '&', 'a|', '<1Gi|a*', '1e3', '0x1', '>1e1', 'A', '> 1Gi', '>=  1'],
  ['!1h', '!60m', '!1000', '!1k', '1k', '!100m', '1??', '1*', '????', '*0*', '*.*', '1E*', '!90m', '!0', '0s', '<=0'],
  [0, 1, 2, 1.5, -1, 1000, true, false, null],
]);

const VALUES = flattened([
  ['', 'a', 'ab', 'b', 'A', '1', '2', '0', '1.5', '-1', '3', '5', 'true', 'false', 'null', '*', 'a|b'],
  ['1Gi', '1024Mi', '512Mi', '2Gi', '100m', '0.1', '1h', '60m', '30m', '90m', '1h30m', '3600s', '1000', '1k', '10'],
  [0, 1, 2, 3, 1.5, -1, 1000, 100, 8080, 3600, 0.1, true, false, null, [], ['a'], ['a', 'b'], [1, 2], {}, { a: 'b' }],
]);

function flattened(rows: readonly (readonly Json[])[]): Json[] {
  return rows.flat();
}

/** Each leaf on each value. */
function leaves(): World {
  const policies = LEAVES.map((leaf, i) => policyOf(`leaf-${i}`, { pattern: { spec: { value: leaf } } }));
  return { policies, resources: VALUES.map((value, i) => thing(`v${i}`, { value })) };
}

function thing(name: string, spec: Json): JsonObject {
  return { apiVersion: 'acme.io/v1', kind: 'Thing', metadata: { name, namespace: 'shop' }, spec };
}

const ANCHORS = ['', '()', '<()', 'X()', '=()', '^()'] as const;
const KEYS = ['a', 'b', 'c'] as const;

function anchored(anchor: (typeof ANCHORS)[number], key: string): string {
  return anchor === '' ? key : anchor.replace('()', `(${key})`);
}

const leaf = fc.constantFrom<Json>('x', '?*', '!x', 'x|y', '*', 1, true, null, '>1');

const { tree } = fc.letrec<{ tree: Json; map: JsonObject; list: Json[] }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaf, tie('map'), tie('list')),
  map: fc
    .array(fc.tuple(fc.constantFrom(...ANCHORS), fc.constantFrom(...KEYS), tie('tree')), { minLength: 1, maxLength: 3 })
    .map((entries) => Object.fromEntries(entries.map(([anchor, key, value]) => entryOf(anchor, key, value)))),
  list: fc.array(fc.oneof(tie('map'), leaf), { minLength: 1, maxLength: 2 }),
}));

/** What an existence anchor stands before must be a list of maps. */
function entryOf(anchor: (typeof ANCHORS)[number], key: string, value: Json): [string, Json] {
  const isList = Array.isArray(value) && value.every((item) => item !== null && typeof item === 'object');
  return [anchored(anchor === '^()' && !isList ? '' : anchor, key), value];
}

const plain = fc.constantFrom<Json>('x', 'y', '', 1, 2, true, false, null);
const { value } = fc.letrec<{ value: Json; map: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    plain,
    tie('map'),
    fc.array(fc.oneof(tie('map'), plain), { maxLength: 3 }),
  ),
  map: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { minKeys: 1, maxKeys: 3 }),
}));

const isMap = (one: Json): one is JsonObject => one !== null && typeof one === 'object' && !Array.isArray(one);

/** Random trees of anchors on random objects. */
function trees(): World {
  const patterns = fc.sample(tree.filter(isMap), 80);
  const objects = fc.sample(value.filter(isMap), 40);
  return {
    policies: [
      ...patterns.map((spec, i) => policyOf(`tree-${i}`, { pattern: { spec } })),
      ...patterns
        .slice(0, 20)
        .map((spec, i) => policyOf(`any-${i}`, { anyPattern: [{ spec }, { spec: patterns[i + 20] ?? {} }] })),
    ],
    resources: objects.map((spec, i) => thing(`o${i}`, spec)),
  };
}

const ON_PODS: readonly Json[] = [
  { spec: { containers: [{ image: '!*:latest' }] } },
  { spec: { containers: [{ '(image)': '*:latest', imagePullPolicy: 'Always' }] } },
  { spec: { containers: [{ '<(image)': '*nginx*' }], '=(hostNetwork)': false } },
  { spec: { '=(initContainers)': [{ image: 'ghcr.io/*' }], containers: [{ image: 'ghcr.io/*|nginx*' }] } },
  { spec: { containers: [{ 'X(securityContext)': 'null' }] } },
  { spec: { containers: [{ '=(securityContext)': { '=(privileged)': 'false' } }] } },
  { spec: { '^(containers)': [{ name: 'web' }] } },
  { spec: { '^(containers)': [{ name: 'web', image: 'nginx*' }, { name: 'side*' }] } },
  { spec: { containers: [{ resources: { limits: { memory: '<=1Gi', cpu: '?*' } } }] } },
  {
    spec: {
      containers: [{ resources: { requests: { memory: '$(./../../limits/memory)' }, limits: { memory: '?*' } } }],
    },
  },
  { spec: { '=(volumes)': [{ 'X(hostPath)': 'null' }] } },
  { spec: { '=(volumes)': [{ '(emptyDir)': { sizeLimit: '?*' } }] } },
  { spec: { volumes: [{ '(hostPath)': { path: '/var/run/docker.sock' } }] } },
  { metadata: { labels: { 'app.kubernetes.io/*': '?*' } } },
  { metadata: { '=(labels)': { 'a*': 'b*' } } },
  { metadata: { labels: { '(team)': 'a*' } }, spec: { hostNetwork: false } },
  { metadata: { annotations: { 'X(note)': 'null' } } },
  { metadata: { name: '?*-web' } },
  { spec: { '=(securityContext)': { '=(sysctls)': [{ '=(name)': 'kernel.shm_rmid_forced|net.ipv4.*' }] } } },
  { spec: { containers: [{ ports: [{ '=(hostPort)': 0 }] }] } },
  { spec: { containers: [{ '=(ports)': [{ '=(hostPort)': '0 | 8000-9000' }] }] } },
  { spec: { containers: [{ livenessProbe: { periodSeconds: '>0' } }] } },
  { spec: { containers: [{ command: ['a*'] }] } },
  { '(metadata)': { namespace: 'shop' }, spec: { automountServiceAccountToken: false } },
  { spec: { '(hostNetwork)': true, '(hostPID)': true, containers: [{ image: 'b*' }] } },
];

/** Patterns of the sorts that people write, on pods and their controllers. */
function written(): World {
  return {
    policies: ON_PODS.map((pattern, i) => policyOf(`pod-${i}`, { message: 'No.', pattern }, ['Pod'])),
    resources: pods(),
  };
}

export const PATTERNS: Readonly<Record<string, () => World>> = { leaves, trees, written };
