import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTests } from './test-run.ts';
import { testText } from './test-text.ts';
import { testXml } from './test-xml.ts';

const FILES: Readonly<Record<string, string>> = {
  'policy.yaml': `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: labels}
spec:
  rules:
  - name: team
    match: {any: [{resources: {kinds: [Pod], namespaces: [shop]}}]}
    validate: {message: a team is needed, pattern: {metadata: {labels: {team: '?*'}}}}
  - name: add
    match: {any: [{resources: {kinds: [Pod]}}]}
    mutate: {patchStrategicMerge: {metadata: {labels: {+(added): 'true'}}}}
`,
  'resources.yaml': `
apiVersion: v1
kind: Pod
metadata: {name: good, namespace: shop, labels: {team: a}}
---
apiVersion: v1
kind: Pod
metadata: {name: bad, namespace: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: elsewhere, namespace: other}
`,
  'patched.yaml': "apiVersion: v1\nkind: Pod\nmetadata: {name: bad, namespace: shop, labels: {added: 'true'}}\n",
  'kyverno-test.yaml': `
apiVersion: cli.kyverno.io/v1alpha1
kind: Test
metadata: {name: t}
policies: [policy.yaml]
resources: [resources.yaml]
results:
- {policy: labels, rule: team, kind: Pod, resources: [good], result: pass}
- {policy: labels, rule: team, kind: Pod, resources: [shop/bad], result: fail}
- {policy: labels, rule: team, kind: Pod, resources: [elsewhere], result: pass}
- {policy: labels, rule: add, kind: Pod, resources: [bad], result: pass, patchedResources: patched.yaml}
- {policy: labels, rule: nope, kind: Pod, resources: [bad], result: pass}
- {policy: labels, rule: team, kind: Pod, resources: [missing], result: pass}
`,
};

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-policies-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a test of policies', () => {
  it('has a row for each resource, and tells what nothing proves', () => {
    const [report] = runTests(folder);

    const rows = report?.rows.map(
      ({ rule, resource, ok, unevaluated }) => `${rule} ${resource} ${ok}${unevaluated ? ' unevaluated' : ''}`,
    );
    expect(rows).toEqual([
      'team good true',
      'team shop/bad true',
      'team elsewhere true unevaluated',
      'add bad true',
      'nope bad true unevaluated',
      'team missing true unevaluated',
    ]);
  });

  it('is told as text and as XML', () => {
    const reports = runTests(folder);

    const text = testText(reports, { color: false, failuresOnly: true, shown: () => 'test.yaml' });
    const xml = testXml(reports, () => 'test.yaml');

    expect(text).toContain('1 test, 6 rows: 3 as expected, 3 never evaluated');
    expect(xml).toContain('<testsuite name="test.yaml" tests="6" failures="0" errors="0" skipped="3">');
  });
});

/** The rows of a test of its own, of these `results`: whether each is as expected. */
function rowsOf(name: string, results: readonly string[]): string[] {
  const own = join(folder, name);
  mkdirSync(own);
  const policies = `${FILES['policy.yaml']}---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: broken}
spec: {rules: [{name: a, match: {any: [{resources: {kinds: [Pod]}}]}, validate: {deny: {conditions: {any: [{key: a, operator: Is, value: b}]}}}}]}
---
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: conditional}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  matchConditions: [{name: named, expression: object.metadata.name == 'bad'}]
  validations: [{expression: object.metadata.namespace == 'default'}]
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: never}
spec:
  rules:
  - name: add
    match: {any: [{resources: {kinds: [Pod]}}]}
    preconditions: {all: [{key: a, operator: Equals, value: b}]}
    mutate: {patchStrategicMerge: {metadata: {labels: {a: b}}}}
`;
  writeFileSync(join(own, 'policy.yaml'), policies);
  writeFileSync(
    join(own, 'pods.yaml'),
    ['good', 'bad'].map((pod) => `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${pod}}\n`).join(''),
  );
  writeFileSync(join(own, 'changed.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: {name: bad, labels: {a: b}}\n');
  writeFileSync(
    join(own, 'kyverno-test.yaml'),
    `kind: Test\npolicies: [policy.yaml]\nresources: [pods.yaml]\nresults:\n${results.map((one) => `- ${one}\n`).join('')}`,
  );
  return (runTests(own)[0]?.rows ?? []).map(({ ok, unevaluated, actual }) => (unevaluated ? '?' : `${ok} ${actual}`));
}

describe('rows', () => {
  it.each<[name: string, row: string, expected: string]>([
    ['of a policy that is not there prove nothing', '{policy: gone, resources: [bad], result: pass}', '?'],
    ['of a policy that cannot be run fail', '{policy: broken, rule: a, resources: [bad], result: pass}', 'false error'],
    [
      'may say the wrong kind of policy',
      '{policy: labels, rule: add, isValidatingPolicy: true, resources: [bad], result: pass}',
      'true pass',
    ],
    [
      'name namespaces of policies that have none',
      '{policy: other/labels, rule: add, resources: [bad], result: pass}',
      'true pass',
    ],
    ['see objects in the namespace default', '{policy: conditional, resources: [bad], result: pass}', 'true pass'],
    ['are skipped by match conditions', '{policy: conditional, resources: [good], result: skip}', 'true skip'],
    ['are not passed by match conditions', '{policy: conditional, resources: [good], result: pass}', 'false skip'],
    [
      'compare what was left alone',
      '{policy: never, rule: add, resources: [bad], result: skip, patchedResources: changed.yaml}',
      'false fail',
    ],
  ])('%s', (name, row, expected) => {
    expect(rowsOf(name.replaceAll(' ', '-'), [row])).toEqual([expected]);
  });
});
