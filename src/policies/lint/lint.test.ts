import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseManifests } from '../../manifests/parse.ts';
import { explainPolicies } from '../explain.ts';
import { loadPolicySet } from '../policy-set.ts';
import { lintPolicies } from './lint.ts';
import { lintJson, lintSarif, lintText } from './render.ts';
import { replaced } from '../../../test/replaced.ts';

/** Each line with `# expect: <rule>` must have that finding, and there are no others. */
const CASES: Readonly<Record<string, string>> = {
  'a Kyverno policy with mistakes in every part': `
apiVersion: kyverno.io/v1 # expect: deprecated-kind
kind: ClusterPolicy
metadata: {name: bad}
spec:
  validationFailureAction: Audit # expect: deprecated-field
  backgroud: false # expect: unknown-field
  rules:
    - name: one
      match:
        any:
          - resources:
              kinds: [deployment] # expect: dead-match
              operations: [CREATED] # expect: dead-match
      context:
        - name: unused # expect: unused-variable
          configMap: {name: a, namespace: b}
        - name: used
          variable: {value: a}
      preconditions: # expect: deprecated-field
        - {key: "{{ used }}", operator: In, value: [a]} # expect: deprecated-field
      validate:
        mesage: a # expect: unknown-field
        message: "{{ usde }} {{ request.object.metadata.name }}" # expect: unknown-variable
        deny:
          conditions:
            any:
              - key: "{{ regex_match('(?=a)', 'b') }}" # expect: unsafe-regex
                operator: Equals
                value: true
    - name: one # expect: duplicate-rule
      match: {resources: {kinds: [Pod]}} # expect: deprecated-field
      exclude: {any: [{resources: {kinds: [Pod]}}]} # expect: dead-match
      validate:
        pattern: {(spec): {hostNetwork: false}} # expect: never-fails
    - name: two
      match:
        any:
          - resources: {kinds: [Pod]}
            subjects: [{kind: User, name: a}] # expect: user-in-background
      validate:
        deny:
          conditions: # expect: never-fails
            all: [{key: a, operator: Equals, value: b}]
`,
  'an admission policy': `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: typed}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  variables:
    - name: unused # expect: unused-variable
      expression: "1"
    - {name: max, expression: "5"}
  validations:
    - expression: object.spec.replcias < variables.max # expect: type-error
    - expression: object.spec.replicas < variables.maxx # expect: unknown-variable
    - expression: object.metadata.name.matches('(?=a)') # expect: unsafe-regex
    - expression: "true" # expect: never-fails
`,
  'names by kind, and lists that are empty': `
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: matching}
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: ['']
        apiVersions: [v1]
        operations: [] # expect: dead-match
        resources: [Pod] # expect: dead-match
  validations: [{expression: object.spec.hostNetwork != true}]
`,
  'an exception for what is not there': `
apiVersion: policies.kyverno.io/v1beta1 # expect: deprecated-kind
kind: ValidatingPolicy
metadata: {name: there}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: object.spec.hostNetwork != true}]
---
apiVersion: kyverno.io/v2 # expect: deprecated-kind
kind: Policy
metadata: {name: rules, namespace: shop}
spec:
  background: false
  rules:
    - name: team
      match: {any: [{resources: {kinds: [Pod], namespaces: [other]}}]} # expect: refused
      validate: {pattern: {metadata: {labels: {team: '?*'}}}}
---
apiVersion: kyverno.io/v2
kind: PolicyException
metadata: {name: gone, namespace: a}
spec:
  exceptions:
    - policyName: shop/rules
      ruleNames: [team, autogen-team, tema] # expect: unknown-rule
    - policyName: ruless # expect: unknown-policy
      ruleNames: [team]
  match: {any: [{resources: {kinds: [Pod]}}]}
`,
  'nothing wrong': `
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: good}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]
  matchConditions: [{name: named, expression: "object.metadata.name != ''"}]
  variables: [{name: replicas, expression: object.spec.?replicas.orValue(1)}]
  validations:
    - {expression: "variables.replicas < 5 && object.metadata.name.matches('^[a-z]+$')", message: too many}
---
apiVersion: kyverno.io/v2 # expect: deprecated-kind
kind: ClusterCleanupPolicy
metadata: {name: clean}
spec:
  schedule: "0 0 * * *"
  match: {any: [{resources: {kinds: [Deployment]}}]}
  conditions: {all: [{key: "{{ target.spec.replicas || \`0\` }}", operator: LessThan, value: 2}]}
`,
};

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'castellan-lint-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function expected(text: string): string[] {
  return text.split('\n').flatMap((line, i) => {
    const rules = /# expect: (.*)$/.exec(line)?.[1]?.split(' ') ?? [];
    return rules.map((rule) => `${rule}:${i + 1}`);
  });
}

describe('the linter of policies', () => {
  it.each(Object.entries(CASES))('tells of %s', (name, text) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.yaml`);
    writeFileSync(file, text);

    const found = lintPolicies([file]).findings.map(({ rule, line }) => `${rule}:${line}`);

    expect(found.sort()).toEqual(expected(text).sort());
  });

  it('tells of policies that cannot be compiled, of twins, and of tests for what is not there', () => {
    const files = ['a.yaml', 'b.yaml', 'kyverno-test.yaml'].map((file) => join(folder, file));
    const twin = CASES['nothing wrong']!.split('---')[0]!;
    writeFileSync(files[0]!, twin);
    writeFileSync(
      files[1]!,
      `${twin}---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: none}\nspec: {rules: [{name: a}]}\n`,
    );
    writeFileSync(
      files[2]!,
      'kind: Test\npolicies: [a.yaml]\nresults:\n- {policy: good, result: pass}\n- {policy: godo, result: pass}\n',
    );

    const found = lintPolicies(files).findings.map(
      ({ rule, file, line }) => `${rule} ${file.slice(folder.length + 1)}:${line}`,
    );

    expect(found).toEqual([
      'duplicate-policy b.yaml:4',
      'deprecated-kind b.yaml:13',
      'cannot-compile b.yaml:16',
      'unknown-policy kyverno-test.yaml:5',
    ]);
  });

  it('warns of a policy of the same name in another folder', () => {
    const twin = CASES['nothing wrong']!.split('---')[0]!;
    const files = ['here', 'there'].map((name) => {
      mkdirSync(join(folder, name));
      return join(folder, name, 'policy.yaml');
    });
    for (const file of files) writeFileSync(file, twin);

    const found = lintPolicies(files).findings.map(({ rule, level }) => `${level} ${rule}`);

    expect(found).toEqual(['warning duplicate-elsewhere']);
  });

  it('has a hint with the name that was meant', () => {
    const file = join(folder, 'hint.yaml');
    writeFileSync(file, CASES['an admission policy']!);

    const report = lintPolicies([file]);
    const shown = () => 'hint.yaml';

    expect(report.findings.find(({ rule }) => rule === 'unknown-variable')).toMatchObject({
      hint: 'Did you mean "max"?',
      column: 7,
    });
    expect(lintText(report, { color: false, shown })).toContain('hint.yaml:15:7 error unknown-variable');
    expect(JSON.parse(lintJson(report, shown))).toMatchObject({
      schema: 'castellan.policy-lint/v1',
      summary: { error: 3, warning: 2 },
    });
    const sarif = JSON.parse(lintSarif(report, { shown, version: '1.0.0' })) as { runs: { results: unknown[] }[] };
    expect(sarif.runs[0]?.results).toHaveLength(5);
  });

  it('never throws, and so do explanations, whatever stands where in a policy', () => {
    const file = join(folder, 'random.json');
    const documents = Object.values(CASES).flatMap((text) =>
      text.split('---').map((one) => parseManifests(one).documents[0]?.value ?? null),
    );
    fc.assert(
      fc.property(
        fc.nat(documents.length - 1),
        fc.integer({ min: 1, max: 80 }),
        fc.jsonValue({ maxDepth: 3 }),
        (i, at, value) => {
          writeFileSync(file, JSON.stringify(replaced(documents[i] ?? null, at, value)));

          expect(() => lintPolicies([file])).not.toThrow();
          expect(() => explainPolicies(loadPolicySet([file]))).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });
});
