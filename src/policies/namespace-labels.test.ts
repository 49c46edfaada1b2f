import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyPolicies } from './apply.ts';
import { readObjects } from './documents.ts';
import { loadPolicySet, resourceOf } from './policy-set.ts';
import { readValues } from './values.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-namespaces-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const NAMESPACE = `
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {tier: prod}}`;
const OBJECTS = `
apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: shop}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: of-the-cluster}
rules: []`;

function told(policy: string, objects = OBJECTS, values = {}) {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('policy.yaml', policy);
  write('objects.yaml', objects);
  const resources = readObjects(join(folder, 'objects.yaml'), []).flatMap((one) => resourceOf(one) ?? []);
  const { results, problems } = applyPolicies({
    set: loadPolicySet([join(folder, 'policy.yaml')]),
    estates: [{ resources, shipped: new Set(), live: false }],
    values: readValues(values),
    user: undefined,
    auditWarns: false,
    now: () => 0,
    random: () => 0,
  });
  return { problems, failed: results.filter(({ status }) => status === 'fail').map(({ resource }) => resource.name) };
}

const RULE = `validate: {message: no, deny: {}}`;
const kyverno = (rules: string) => `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: p}
spec:
  rules:
${rules}`;
const rule = (resources: string, more = '') => `
  - name: r
    match: {any: [{resources: {kinds: [ConfigMap, ClusterRole], ${resources}}}]}
    ${more}
    ${RULE}`;
const cel = (apiVersion: string, kind: string, constraints: string) => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: p}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}]
    ${constraints}
  validations: [{expression: 'false', message: no}]`;
const GATEKEEPER = `
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: never}
spec:
  crd: {spec: {names: {kind: Never}}}
  targets:
  - target: admission.k8s.gatekeeper.sh
    code: [{engine: K8sNativeValidation, source: {validations: [{expression: 'false', message: no}]}}]
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: Never
metadata: {name: p}
spec:
  match:
    namespaceSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [dev]}]}`;
const BOUND = `${cel('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', '')}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: b}
spec:
  policyName: p
  validationActions: [Deny]
  matchResources:
    namespaceSelector: {matchLabels: {tier: prod}}`;
const PROD = 'namespaceSelector: {matchLabels: {tier: prod}}';

const UNKNOWN: readonly (readonly [name: string, policy: string, line: number])[] = [
  ['a label', kyverno(rule(PROD)), 9],
  ['wildcards', kyverno(rule(`namespaceSelector: {matchLabels: {"ti*": "p?"}}`)), 9],
  ['that a label is there', kyverno(rule('namespaceSelector: {matchExpressions: [{key: a, operator: Exists}]}')), 9],
  ['an exclusion', kyverno(rule('names: ["?"]', `exclude: {any: [{resources: {${PROD}}}]}`)), 10],
  ['a policy in CEL', cel('policies.kyverno.io/v1', 'ValidatingPolicy', PROD), 8],
  ['an admission policy', cel('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', PROD), 8],
  ['a binding', BOUND, 18],
  ['a constraint', GATEKEEPER, 16],
];

it.each(UNKNOWN)('labels of a namespace that was not read are told once of a policy: %s', (_, policy, line) => {
  const { problems } = told(policy);

  expect(problems).toMatchObject([{ line, message: expect.stringContaining('were not read: shop.') as string }]);
});

it.each(UNKNOWN)('labels of a namespace among the files, or of the values, are known: %s', (_, policy) => {
  const namespaceSelector = [{ name: 'shop', labels: { tier: 'prod' } }];

  expect(told(policy, `${OBJECTS}${NAMESPACE}`).problems).toEqual([]);
  expect(told(policy, OBJECTS, { namespaceSelector }).problems).toEqual([]);
});

const OWN_NAME = 'matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [shop]}]';

it.each([
  ['the name of the namespace, which is a label', kyverno(rule(`namespaceSelector: {${OWN_NAME}}`)), ['a', 'b']],
  ['nothing', kyverno(rule('namespaceSelector: {}')), ['a', 'b', 'of-the-cluster']],
  ['objects of another name alone', kyverno(rule(`names: [other], ${PROD}`)), []],
  ['objects of the cluster alone', kyverno(rule(`names: [of-the-cluster], ${PROD}`)), []],
])('a selector asks for nothing unknown where it asks for %s', (_, policy, failed) => {
  expect(told(policy)).toEqual({ problems: [], failed });
});

it('policies with many selectors are not asked for each', () => {
  const one = (i: number) => `namespaceSelector: {matchLabels: {tier: t${i}}}`;
  const many = kyverno(Array.from({ length: 40 }, (_, i) => rule(one(i)).replace('name: r', `name: r${i}`)).join(''));

  expect(told(many).problems).toHaveLength(1);
});
