import { describe, expect, it } from 'vitest';
import { castellan, findingsOf, folder } from './run.ts';

const TEMPLATE = `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: nohostnetwork}
spec:
  crd: {spec: {names: {kind: NoHostNetwork}}}
  targets:
    - target: admission.k8s.gatekeeper.sh
      code:
        - engine: K8sNativeValidation
          source:
            validations:
              - {expression: "!has(variables.anyObject.spec.hostNetwork)", message: no host network}
`;
const CONSTRAINT = `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: NoHostNetwork
metadata: {name: pods}
spec: {enforcementAction: warn, match: {kinds: [{apiGroups: [''], kinds: [Pod]}]}}
`;
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {hostNetwork: true, containers: [{name: a, image: "a:1"}]}\n';
const POLICY = `apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: named}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "object.metadata.name != ''"}]
`;

const SUITE = `apiVersion: test.gatekeeper.sh/v1alpha1
kind: Suite
tests:
  - name: network
    template: template.yaml
    constraint: constraint.yaml
    cases:
      - {name: on, object: pod.yaml, assertions: [{violations: 1, message: no host}]}
`;
const FILES = {
  'gatekeeper/template.yaml': TEMPLATE,
  'gatekeeper/constraint.yaml': CONSTRAINT,
  'gatekeeper/pod.yaml': POD,
  'gatekeeper/ports-suite.yaml': SUITE,
  'kyverno/policy.yaml': POLICY,
  'kyverno/pod.yaml': POD,
  'kyverno/kyverno-test.yaml':
    'kind: Test\npolicies: [policy.yaml]\nresources: [pod.yaml]\nresults: [{policy: named, kind: Pod, resources: [p], result: pass}]\n',
};

describe('castellan policy test', () => {
  it('runs tests of Kyverno and suites of Gatekeeper together', async () => {
    const cwd = folder(FILES);

    const { code, stdout } = await castellan(['policy', 'test'], { cwd });

    expect(stdout).toContain('2 tests, 2 rows: 2 as expected');
    expect(stdout).toContain('gatekeeper/ports-suite.yaml');
    expect(code).toBe(0);
  });

  it('ends with 1 where a row is not as expected, with 2 where there are no tests', async () => {
    const cwd = folder({ ...FILES, 'gatekeeper/ports-suite.yaml': SUITE.replace('violations: 1', 'violations: no') });

    const failed = await castellan(['policy', 'test', 'gatekeeper'], { cwd });
    const none = await castellan(['policy', 'test', 'kyverno/policy.yaml', '--file-name', 'x'], { cwd });

    expect(failed.stdout).toContain('expected no of "no host": no host network');
    expect(failed.code).toBe(1);
    expect(none.code).toBe(2);
  });

  it('constraints are rules of a scan too', async () => {
    const cwd = folder(FILES);

    const ran = await castellan(['scan', 'kyverno/pod.yaml', '--policies', 'gatekeeper', '-f', 'json'], { cwd });

    expect(findingsOf(ran)).toContain('policy/pods kyverno/pod.yaml:4');
  });
});
