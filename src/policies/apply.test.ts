import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyJson } from './apply-json.ts';
import { applyText, madeObjects } from './apply-text.ts';
import { applyXml } from './apply-xml.ts';
import { applyPolicies, placeOf, type ApplyWish } from './apply.ts';
import { readObjects } from './documents.ts';
import { policyReports } from './policy-report.ts';
import { loadPolicySet, resourceOf, typesToRead } from './policy-set.ts';
import { readValues } from './values.ts';

const FILES: Readonly<Record<string, string>> = {
  'labels.yaml': `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: labels, annotations: {policies.kyverno.io/category: Labels, policies.kyverno.io/severity: high}}
spec:
  rules:
  - name: team
    match: {any: [{resources: {kinds: [ConfigMap], namespaceSelector: {matchLabels: {tier: prod}}}}]}
    validate: {message: a team is needed, pattern: {metadata: {labels: {team: '?*'}}}}
  - name: add
    match: {any: [{resources: {kinds: [ConfigMap]}, subjects: [{kind: User, name: alice}]}]}
    mutate: {patchStrategicMerge: {metadata: {labels: {+(added): 'true'}}}}
  - name: known
    match: {any: [{resources: {kinds: [ConfigMap]}}]}
    context: [{name: teams, apiCall: {urlPath: /api/v1/namespaces/platform/configmaps, jmesPath: "items[].metadata.name"}}]
    validate:
      message: "there are {{ teams }}"
      deny: {conditions: {any: [{key: quota, operator: AnyIn, value: "{{ teams }}"}]}}
`,
  'broken.yaml':
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: broken}\nspec:\n  rules:\n  - name: a\n    match: {any: [{resources: {kinds: [Pod]}}]}\n    validate:\n      message: "{{ a..b }}"\n      deny: {}\n',
  'mutators.yaml': `
apiVersion: mutations.gatekeeper.sh/v1
kind: Assign
metadata: {name: needs}
spec:
  applyTo: [{groups: [''], versions: [v1], kinds: [ConfigMap]}]
  location: data.made.first
  parameters: {assign: {value: 1}, pathTests: [{subPath: data.made, condition: MustExist}]}
---
apiVersion: mutations.gatekeeper.sh/v1
kind: Assign
metadata: {name: makes}
spec:
  applyTo: [{groups: [''], versions: [v1], kinds: [ConfigMap]}]
  location: data.made.second
  parameters: {assign: {value: 2}}
`,
  'turns.yaml': `
apiVersion: mutations.gatekeeper.sh/v1
kind: Assign
metadata: {name: a}
spec:
  applyTo: [{groups: [''], versions: [v1], kinds: [ConfigMap]}]
  location: data.made.deep.inner
  parameters: {assign: {value: one}, pathTests: [{subPath: data.made, condition: MustExist}]}
---
apiVersion: mutations.gatekeeper.sh/v1
kind: Assign
metadata: {name: b}
spec:
  applyTo: [{groups: [''], versions: [v1], kinds: [ConfigMap]}]
  location: data.made
  parameters: {assign: {value: text}}
`,
  'exception.yaml': `
apiVersion: kyverno.io/v2
kind: PolicyException
metadata: {name: let-go}
spec:
  exceptions: [{policyName: labels, ruleNames: [known]}]
  match: {any: [{resources: {kinds: [ConfigMap], names: [quota]}}]}
`,
  'rights.yaml': `
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: rights}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}]}
  validations:
  - {expression: "authorizer.group('').resource('secrets').namespace(request.namespace).check('get').allowed()"}
---
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: account}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}]}
  validations:
  - {expression: "authorizer.serviceAccount('shop', 'web').group('').resource('pods').check('list').errored()"}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: native}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}]}
  validations:
  - {expression: "authorizer.requestResource.check('delete').allowed()"}
`,
  'rbac.yaml': `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: alice, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: alice}]
`,
  'objects.yaml': `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {tier: prod}}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: bad
  namespace: shop
  labels: {team: ''}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: quota, namespace: platform}
`,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-apply-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const ALICE = { username: 'alice', groups: [], roles: [], clusterRoles: [] };

function apply(policies: readonly string[], more: Partial<ApplyWish> = {}, exceptions: readonly string[] = []) {
  const at = (name: string) => join(folder, name);
  const set = loadPolicySet(policies.map(at), exceptions.map(at));
  const resources = readObjects(at('objects.yaml'), []).flatMap((one) => resourceOf(one) ?? []);
  const estates = [{ resources, shipped: new Set<never>(), live: false }];
  const values = readValues({ namespaceSelector: [{ name: 'platform', labels: {} }] });
  const wish = { set, estates, values, user: ALICE, auditWarns: false, now: () => 0, random: () => 0 };
  return { set, report: applyPolicies({ ...wish, ...more }) };
}

const shown = (file: string) => file.slice(file.lastIndexOf('/') + 1);

describe('policies on objects', () => {
  it('tell what breaks them, where, and which policy cannot be read', () => {
    const { report } = apply(['labels.yaml', 'broken.yaml']);

    const failed = report.results.filter(({ status }) => status === 'fail');
    expect(failed.map((one) => [one.rule, one.resource.name, placeOf(one).line, one.severity, one.action])).toEqual([
      ['team', 'bad', 11, 'high', 'audit'],
      ['known', 'bad', 6, 'high', 'audit'],
      ['known', 'quota', 13, 'high', 'audit'],
    ]);
    expect(report.problems).toMatchObject([{ line: 9, column: 7 }]);
  });

  it('look up namespaces and lists of objects among what is given', () => {
    const { report } = apply(['labels.yaml']);

    expect(report.results.find(({ rule }) => rule === 'known')?.message).toBe('there are ["quota"]');
    expect(report.results.filter(({ rule }) => rule === 'team').map(({ resource }) => resource.name)).toEqual(['bad']);
  });

  it('take exceptions, who asks, and warnings for audits', () => {
    const { report } = apply(['labels.yaml'], { user: { ...ALICE, username: 'bob' }, auditWarns: true }, [
      'exception.yaml',
    ]);

    expect(report.results.map(({ rule, resource, status }) => `${rule} ${resource.name} ${status}`)).toEqual([
      'team bad warn',
      'known bad warn',
      'known quota skip',
    ]);
  });

  it('ask who may do what of the RBAC objects that are there', () => {
    const read = (name: string) => readObjects(join(folder, name), []).flatMap((one) => resourceOf(one) ?? []);
    const resources = [...read('objects.yaml'), ...read('rbac.yaml')];
    const told = (user: ApplyWish['user'], among = resources) =>
      apply(['rights.yaml'], { user, estates: [{ resources: among, shipped: new Set<never>(), live: false }] })
        .report.results.filter(({ resource }) => resource.kind === 'ConfigMap')
        .map((one) => `${one.policy.policy.name} ${one.resource.name} ${one.status}`);

    expect(told(ALICE)).toEqual([
      'rights bad pass',
      'account bad fail',
      'native bad pass',
      'rights quota fail',
      'account quota fail',
      'native quota fail',
    ]);
    expect(told(undefined).filter((text) => text.includes('pass'))).toEqual([]);
    expect(told(ALICE, read('objects.yaml')).filter((text) => text.includes('pass'))).toEqual([]);
    expect(typesToRead(apply(['rights.yaml']).set)).toContain('RoleBinding');
  });

  it('say which types of objects they need', () => {
    expect(typesToRead(apply(['labels.yaml']).set)).toEqual(['ConfigMap']);
  });
});

describe('what policies said', () => {
  it('is told by object', () => {
    const text = applyText(apply(['labels.yaml']).report, { color: false, everything: false, shown });

    expect(text).toContain('ConfigMap shop/bad objects.yaml:6');
    expect(text).toMatch(/ {2}fail {2}labels\/team +high +audit {2}objects\.yaml:11\n {8}a team is needed\n/);
    expect(text).toContain('1 policy, 3 objects: 2 pass, 3 fail');
  });

  it('is JSON with a schema', () => {
    const { set, report } = apply(['labels.yaml']);

    const json = JSON.parse(applyJson(report, set, [], shown)) as Record<string, unknown>;

    expect(json).toMatchObject({
      schema: 'castellan.policy-apply/v1',
      summary: { policies: 1, objects: 3, pass: 2, fail: 3 },
      policies: [{ kind: 'ClusterPolicy', name: 'labels', file: 'labels.yaml', line: 4 }],
    });
  });

  it('is JUnit', () => {
    const xml = applyXml(apply(['labels.yaml', 'broken.yaml']).report, shown);

    expect(xml).toContain('<testsuite name="labels" tests="5" failures="3" errors="0" skipped="0">');
    expect(xml).toContain('<testcase name="broken.yaml:9:7"><error message=');
  });

  it('is reports by namespace, in either family', () => {
    const { report } = apply(['labels.yaml']);

    const old = policyReports(report, 'policy-report', 5000);
    const open = policyReports(report, 'open-report', 5000);

    expect(old.map(({ apiVersion, kind, summary }) => ({ apiVersion, kind, summary }))).toEqual([
      {
        apiVersion: 'wgpolicyk8s.io/v1alpha2',
        kind: 'PolicyReport',
        summary: { pass: 0, fail: 1, warn: 0, error: 0, skip: 0 },
      },
      {
        apiVersion: 'wgpolicyk8s.io/v1alpha2',
        kind: 'PolicyReport',
        summary: { pass: 0, fail: 2, warn: 0, error: 0, skip: 0 },
      },
    ]);
    expect(open[1]).toMatchObject({
      apiVersion: 'openreports.io/v1alpha1',
      kind: 'Report',
      metadata: { name: 'castellan', namespace: 'shop' },
      results: [
        {
          policy: 'labels',
          rule: 'team',
          result: 'fail',
          severity: 'high',
          category: 'Labels',
          resources: [{ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'bad' }],
          timestamp: { seconds: 5, nanos: 0 },
        },
        { rule: 'known' },
      ],
    });
  });

  it('is what mutators make of each other, as often as they change anything', () => {
    const made = madeObjects(apply(['mutators.yaml']).report);

    expect(made.map(({ data }) => data)).toEqual(
      made.map(() => expect.objectContaining({ made: { first: 1, second: 2 } })),
    );
    expect(made.length).toBeGreaterThan(0);
  });

  it('is told once of each mutator and object, however often it runs', () => {
    const { results } = apply(['mutators.yaml']).report;

    const told = results.map(({ resource, rule, status }) => `${resource.name} ${rule} ${status}`);
    expect(told).toHaveLength(new Set(told).size);
    expect(told).toContain('bad needs pass');
  });

  it('is an error where a mutator fails in a later round', () => {
    const { results } = apply(['turns.yaml']).report;

    expect(results.map(({ rule, status }) => `${rule} ${status}`)).toEqual(
      expect.arrayContaining(['a error', 'b pass']),
    );
  });

  it('is the objects that were changed, without the defaults that they were judged with', () => {
    const made = madeObjects(apply(['labels.yaml']).report);

    expect(made.map(({ metadata }) => metadata)).toEqual([
      { name: 'bad', namespace: 'shop', labels: { team: '', added: 'true' } },
      { name: 'quota', namespace: 'platform', labels: { added: 'true' } },
    ]);
  });
});
