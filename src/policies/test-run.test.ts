import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
