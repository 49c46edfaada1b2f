import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { madeObjects } from './apply-text.ts';
import { applyPolicies } from './apply.ts';
import { readObjects } from './documents.ts';
import { answersInNamespace } from './namespace.ts';
import { withoutNullMaps } from './null-maps.ts';
import { loadPolicySet, resourceOf } from './policy-set.ts';
import { readValues } from './values.ts';

const POLICY = `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: default}
spec:
  rules:
  - name: mark
    match: {any: [{resources: {kinds: [Namespace, Secret, Widget], namespaces: [default]}}]}
    mutate: {patchStrategicMerge: {metadata: {labels: {in: "{{ request.namespace }}"}}}}
`;
const OBJECTS = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Secret
metadata: {name: bare}
---
apiVersion: example.org/v1
kind: Widget
metadata: {name: wide}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec:
  group: example.org
  scope: Cluster
  names: {kind: Widget, plural: widgets}
  versions: [{name: v1, served: true, storage: true}]
`;

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'castellan-namespace-'))));
afterAll(() => rmSync(folder, { recursive: true }));

it('objects of files that name no namespace are judged in default, and written without it', () => {
  const [policy, objects] = [join(folder, 'policy.yaml'), join(folder, 'objects.yaml')];
  writeFileSync(policy, POLICY);
  writeFileSync(objects, OBJECTS);
  const resources = readObjects(objects, []).flatMap((one) => resourceOf(one) ?? []);
  const wish = { values: readValues({}), user: undefined, auditWarns: false, now: () => 0, random: () => 0 };

  const report = applyPolicies({
    ...wish,
    set: loadPolicySet([policy]),
    estates: [{ resources, shipped: new Set(), live: false }],
  });

  expect(madeObjects(report)).toEqual([
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'bare', labels: { in: 'default' } } },
  ]);
});

it('maps of texts that are null are empty, other values stay', () => {
  const object = { metadata: { name: 'a', annotations: null }, spec: { list: [{ labels: null, other: null }] } };

  expect(withoutNullMaps(object)).toEqual({
    metadata: { name: 'a', annotations: {} },
    spec: { list: [{ labels: {}, other: null }] },
  });
  expect(withoutNullMaps({ spec: { other: null } })).toEqual({ spec: { other: null } });
});

it.each([
  [
    'an object',
    { kind: 'Pod', metadata: { name: 'a' } },
    { kind: 'Pod', metadata: { name: 'a', namespace: 'default' } },
  ],
  [
    'a list',
    {
      kind: 'PodList',
      metadata: {},
      items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'b' } }],
    },
    {
      kind: 'PodList',
      metadata: {},
      items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'b' } }],
    },
  ],
  [
    'items alone',
    [
      { apiVersion: 'v1', kind: 'Secret', metadata: {} },
      { apiVersion: 'v1', kind: 'Node', metadata: {} },
    ],
    [
      { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'default' } },
      { apiVersion: 'v1', kind: 'Node', metadata: {} },
    ],
  ],
  ['other values', ['a', 1, null], ['a', 1, null]],
  ['nothing', undefined, undefined],
])('what the API answers is in a namespace: %s', (_, answer, expected) => {
  const lookups = answersInNamespace({ apiCall: () => answer, globalReference: () => answer });

  expect(lookups.apiCall?.({ urlPath: '', method: 'GET' })).toEqual(expected);
  expect(lookups.globalReference?.('')).toEqual(expected);
});

it('rules see the namespace of the objects that they look up', () => {
  const [policy, objects] = [join(folder, 'asking.yaml'), join(folder, 'pods.yaml')];
  writeFileSync(
    policy,
    `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: asking}
spec:
  rules:
  - name: r
    match: {any: [{resources: {kinds: [Secret]}}]}
    context: [{name: found, apiCall: {urlPath: /api/v1/secrets, jmesPath: "items[].metadata.namespace"}}]
    validate: {message: "{{ found }}", deny: {}}
`,
  );
  writeFileSync(objects, 'apiVersion: v1\nkind: Secret\nmetadata: {name: bare}\n');
  const resources = readObjects(objects, []).flatMap((one) => resourceOf(one) ?? []);

  const { results } = applyPolicies({
    set: loadPolicySet([policy]),
    estates: [{ resources, shipped: new Set(), live: false }],
    values: readValues({}),
    user: undefined,
    auditWarns: false,
    now: () => 0,
    random: () => 0,
  });

  expect(results.map(({ message }) => message)).toEqual(['["default"]']);
});
