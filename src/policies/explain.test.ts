import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainText } from './explain-text.ts';
import { explainPolicies } from './explain.ts';
import { loadPolicySet } from './policy-set.ts';

const POLICIES = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: labels, annotations: {policies.kyverno.io/title: Labels, policies.kyverno.io/severity: low}}
spec:
  background: false
  rules:
    - name: team
      match:
        any:
          - resources: {kinds: [Pod], operations: [CREATE], namespaceSelector: {matchLabels: {tier: prod}}}
          - resources: {kinds: [Service], names: [web]}
            subjects: [{kind: Group, name: devs}]
      exclude: {any: [{resources: {namespaces: [kube-*]}}]}
      context:
        - {name: teams, configMap: {name: teams, namespace: platform}}
        - {name: info, imageRegistry: {reference: "{{ request.object.spec.containers[0].image }}"}}
      validate:
        failureAction: Enforce
        message: "{{ teams.data.all }} {{ info.configData }}"
        pattern: {metadata: {labels: {=(team): '?*', tier: '?*'}}}
---
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: pods}
spec:
  validationActions: [Warn]
  matchConstraints:
    objectSelector: {matchLabels: {a: b}}
    resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  variables: [{name: map, expression: "resource.Get('v1', 'configmaps', 'a', 'b')"}]
  validations: [{expression: "has(variables.map.data)"}]
---
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: broken}
spec: {}
`;

let file = '';
beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), 'castellan-explain-')), 'policies.yaml');
  writeFileSync(file, POLICIES);
});
afterAll(() => rmSync(join(file, '..'), { recursive: true }));

describe('an explanation of policies', () => {
  it('has what a rule matches, compiles to, looks up and needs', () => {
    const [labels] = explainPolicies(loadPolicySet([file]));

    expect(labels).toMatchObject({ title: 'Labels', severity: 'low', background: false, line: 3 });
    expect(labels?.rules).toEqual([
      {
        name: 'team',
        line: 7,
        body: 'validate pattern',
        action: 'enforce',
        matches: ['Pod on CREATE in namespaces with labels tier=prod', 'Service named web by Group devs'],
        excludes: ['in namespaces kube-*'],
        compiled: ['2 pattern fields', '1 anchor', '3 JMESPath expressions'],
        autogen: [],
        lookups: [
          { kind: 'config map', what: 'platform/teams', line: 15 },
          { kind: 'image registry', what: '{{ request.object.spec.containers[0].image }}', line: 16 },
        ],
        cost: undefined,
        obstacles: ['registries are not asked: image data comes from tests alone'],
      },
    ]);
  });

  it('takes a policy of CEL as one rule, with its forms for controllers', () => {
    const [, pods] = explainPolicies(loadPolicySet([file]));

    expect(pods?.rules).toMatchObject([
      {
        name: '',
        body: 'validations',
        action: 'warn',
        matches: ['pods of core on CREATE with labels a=b'],
        compiled: ['2 CEL expressions'],
        lookups: [{ kind: 'objects', what: 'v1 configmaps' }],
        obstacles: [],
      },
    ]);
  });

  it('is told in paragraphs, with what cannot be used', () => {
    const set = loadPolicySet([file]);

    const text = explainText(explainPolicies(set), set.problems, { color: false, width: 100, shown: () => 'p.yaml' });

    expect(text).toContain('ClusterPolicy labels p.yaml:3\n  Labels.\n  severity low, judges requests alone\n');
    expect(text).toContain('    runs here  not by itself: registries are not asked');
    expect(text).toContain('cannot be used p.yaml:');
  });
});
