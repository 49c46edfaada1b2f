import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { madeObjects } from './apply-text.ts';
import { applyPolicies } from './apply.ts';
import { readObjects } from './documents.ts';
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
