import { describe, expect, it } from 'vitest';
import { castellan, findingsOf, folder, reportOf } from './run.ts';

const POLICY = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: labels
  annotations:
    policies.kyverno.io/title: Team label
    policies.kyverno.io/severity: low
    policies.kyverno.io/description: Who answers for it must be known.
spec:
  rules:
    - name: team
      match: {any: [{resources: {kinds: [Deployment]}}]}
      validate:
        message: The label team is needed.
        pattern: {metadata: {labels: {team: '?*'}}}
    - name: host-network
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate:
        failureAction: Enforce
        message: The network of the node is not for pods.
        pattern: {spec: {=(hostNetwork): 'false'}}
`;

const CEL_POLICY = `apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: no-node-ports}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [services]}]
  validations: [{expression: "object.spec.type != 'NodePort'", message: no node ports}]
`;

const BROKEN = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: broken}
spec:
  rules:
    - name: a
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate: {deny: {conditions: {any: [{key: a, operator: Equalz, value: b}]}}}
`;

const ASKING = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: asking}
spec:
  rules:
    - name: ask
      match: {any: [{resources: {kinds: [Deployment]}}]}
      context: [{name: teams, configMap: {name: teams, namespace: platform}}]
      validate:
        message: unknown team
        deny: {conditions: {any: [{key: "{{ teams.data.all }}", operator: Equals, value: none}]}}
`;

const OBJECTS = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      hostNetwork: true
      containers: [{name: web, image: web:1}]
---
apiVersion: v1
kind: Service
metadata: {name: open}
spec:
  type: NodePort
  ports: [{port: 80}]
---
apiVersion: v1
kind: Service
metadata: {name: closed}
spec:
  ports: [{port: 80}]
`;

const ofPolicies = (lines: readonly string[]) => lines.filter((line) => line.startsWith('policy/'));

describe('a scan with policies', () => {
  it('has a finding where a rule is broken, at the field where the rule knows it', async () => {
    const cwd = folder({
      'policies/labels.yaml': POLICY,
      'policies/ports.yaml': CEL_POLICY,
      'k8s/web.yaml': OBJECTS,
      '.castellan.yaml': 'policies: [policies]\n',
    });

    const ran = await castellan(['scan', 'k8s', '-f', 'json'], { cwd });

    expect(ofPolicies(findingsOf(ran))).toEqual([
      'policy/labels/team k8s/web.yaml:5',
      'policy/labels/host-network k8s/web.yaml:11',
      'policy/no-node-ports k8s/web.yaml:18',
    ]);
    const report = reportOf(ran.stdout);
    const byRule = new Map(report.findings.map((finding) => [finding.rule, finding]));
    expect(byRule.get('policy/labels/team')).toMatchObject({
      severity: 'low',
      title: 'Team label',
      message: 'The label team is needed',
      evidence: [{ place: { file: 'policies/labels.yaml', line: 11 }, note: 'reports it (audit)' }],
    });
    expect(byRule.get('policy/labels/host-network')?.message).toBe('The network of the node is not for pods');
    expect(byRule.get('policy/no-node-ports')?.severity).toBe('high');
    expect(report.gaps).toEqual([]);
  });

  it('takes exceptions, other severities and the choice of rules as for any rule', async () => {
    const cwd = folder({
      'policies/labels.yaml': POLICY,
      'web.yaml': OBJECTS.replace('name: web\n', 'name: web # castellan-ignore policy/labels/team: nobody owns it\n'),
      '.castellan.yaml': 'rules: {policy/labels/host-network: critical}\n',
    });

    const ran = await castellan(['scan', 'web.yaml', '--policies', 'policies', '-f', 'json'], { cwd });
    const chosen = await castellan(
      ['scan', 'web.yaml', '--policies', 'policies', '-r', 'policy/labels/team', '-f', 'sarif'],
      { cwd },
    );

    const report = reportOf(ran.stdout);
    expect(ofPolicies(findingsOf(ran))).toEqual([
      'policy/labels/team web.yaml:5',
      'policy/labels/host-network web.yaml:11',
    ]);
    expect(report.findings.find(({ rule }) => rule === 'policy/labels/host-network')?.severity).toBe('critical');
    const sarif = JSON.parse(chosen.stdout) as { runs: { tool: { driver: { rules: { id: string }[] } } }[] };
    expect(sarif.runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(['policy/labels/team']);
  });

  it('has a gap for a policy that cannot be compiled, for one that cannot be evaluated, and for a twin', async () => {
    const cwd = folder({
      'policies/broken.yaml': BROKEN,
      'policies/asking.yaml': ASKING,
      'policies/twin.yaml': ASKING,
      'web.yaml': OBJECTS,
    });

    const ran = await castellan(['scan', 'web.yaml', '--policies', 'policies', '--fail-on', 'none', '-f', 'json'], {
      cwd,
    });

    const gaps = reportOf(ran.stdout).gaps.map(({ file, place, code }) => `${code} ${file}:${place?.line}`);
    expect(gaps.sort()).toEqual([
      'unsupported policies/broken.yaml:8',
      'unsupported policies/twin.yaml:3',
      'unsupported web.yaml:1',
    ]);
    expect(ran.code).toBe(3);
  });

  it('looks up what policies ask for among the objects and beside the policies', async () => {
    const teams = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: teams, namespace: platform}\ndata: {all: none}\n';
    const cwd = folder({ 'policies/asking.yaml': `${ASKING}---\n${teams}`, 'web.yaml': OBJECTS });

    const ran = await castellan(['scan', 'web.yaml', '--policies', 'policies', '-f', 'json'], { cwd });

    expect(ofPolicies(findingsOf(ran))).toEqual(['policy/asking/ask web.yaml:1']);
  });

  it('names the line of the config where there are no policies', async () => {
    const cwd = folder({ 'web.yaml': OBJECTS, '.castellan.yaml': 'profile: all\npolicies: [nowhere]\n' });

    const ran = await castellan(['scan', 'web.yaml'], { cwd });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('.castellan.yaml:2: There are no policies at nowhere.');
  });
});
