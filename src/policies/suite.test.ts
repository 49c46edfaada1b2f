import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesAt } from './documents.ts';
import { findSuites, readSuite } from './suite-file.ts';
import { runSuite } from './suite-run.ts';

const POD = (name: string, ports: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\nspec: {containers: [{name: a, image: a:1, ports: ${ports}}]}\n`;

const FILES: Readonly<Record<string, string>> = {
  'template.yaml': `
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: maxports}
spec:
  crd: {spec: {names: {kind: MaxPorts}, validation: {openAPIV3Schema: {type: object, properties: {most: {type: integer}}}}}}
  targets:
    - target: admission.k8s.gatekeeper.sh
      code:
        - engine: K8sNativeValidation
          source:
            validations:
              - expression: "variables.anyObject.spec.containers.all(c, size(c.ports) <= int(variables.params.most))"
                message: too many ports
              - expression: "variables.anyObject.spec.containers.all(c, c.ports.all(p, !has(p.hostPort)))"
                messageExpression: "'host port in ' + variables.anyObject.metadata.name"
`,
  'constraint.yaml': `
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: MaxPorts
metadata: {name: one-port}
spec:
  match: {kinds: [{apiGroups: [''], kinds: [Pod]}]}
  parameters: {most: 1}
`,
  'rego.yaml': `
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: maxports}
spec:
  crd: {spec: {names: {kind: MaxPorts}}}
  targets: [{target: admission.k8s.gatekeeper.sh, rego: 'package a'}]
`,
  'pods/good.yaml': POD('good', '[{containerPort: 80}]'),
  'pods/bad.yaml': POD('bad', '[{containerPort: 80, hostPort: 80}, {containerPort: 81}]'),
  'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {}\n',
  'review.yaml': `
apiVersion: admission.k8s.io/v1
kind: AdmissionReview
request:
  operation: DELETE
  oldObject: {apiVersion: v1, kind: Pod, metadata: {name: gone}, spec: {containers: [{name: a, ports: [{}, {}]}]}}
`,
  'suite.yaml': `
apiVersion: test.gatekeeper.sh/v1alpha1
kind: Suite
metadata: {name: ports}
tests:
  - name: ports
    template: template.yaml
    constraint: constraint.yaml
    cases:
      - {name: good, object: pods/good.yaml, assertions: [{violations: no}]}
      - name: bad
        object: pods/bad.yaml
        assertions:
          - violations: 2
          - {violations: yes, message: 'host port in b.d'}
          - {violations: no, message: nothing}
          - {violations: 1}
      - {name: other, object: service.yaml, assertions: [{violations: no}]}
      - {name: review, object: review.yaml, assertions: [{message: too many}]}
      - {name: skipped, skip: true, object: pods/bad.yaml, assertions: [{violations: no}]}
      - {name: empty, object: pods/good.yaml}
      - {name: missing, object: nowhere.yaml, assertions: [{violations: no}]}
      - {name: regex, object: pods/good.yaml, assertions: [{violations: no, message: '(?=a)'}]}
  - name: rego
    template: rego.yaml
    constraint: constraint.yaml
    cases: [{name: good, object: pods/good.yaml, assertions: [{violations: no}]}]
`,
};

const SELECTED = `
apiVersion: test.gatekeeper.sh/v1alpha1
kind: Suite
metadata: {name: selected}
tests:
  - name: ports
    template: ../template.yaml
    constraint: constraint.yaml
    cases:
      - {name: prod, object: ../pods/bad.yaml, inventory: [prod.yaml], assertions: [{violations: 2}]}
      - {name: dev, object: ../pods/bad.yaml, inventory: [dev.yaml], assertions: [{violations: no}]}
`;
const NAMESPACES: Readonly<Record<string, string>> = {
  'selected/constraint.yaml': `${FILES['constraint.yaml']}  enforcementAction: deny\n`.replace(
    'match: {',
    'match: {namespaceSelector: {matchLabels: {tier: prod}}, ',
  ),
  'selected/prod.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: prod}}\n',
  'selected/dev.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: dev}}\n',
  'selected/selected.yaml': SELECTED,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-suite-'));
  for (const [name, text] of Object.entries({ ...FILES, ...NAMESPACES })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a suite of Gatekeeper', () => {
  it('is found by what it is', () => {
    expect(findSuites(filesAt(folder))).toEqual(
      ['selected/selected.yaml', 'suite.yaml'].map((name) => join(folder, name)),
    );
  });

  it('has a row for each assertion, and tells what nothing proves', () => {
    const { rows } = runSuite(readSuite(join(folder, 'suite.yaml')));

    const told = rows.map(
      ({ rule, expected, actual, ok, unevaluated }) =>
        `${rule}: ${expected} -> ${actual} ${ok ? 'ok' : 'wrong'}${unevaluated ? ' unevaluated' : ''}`,
    );
    expect(told).toEqual([
      'ports/good: no -> 0 violations ok',
      'ports/bad: 2 violations -> 2 violations ok',
      'ports/bad: yes of "host port in b.d" -> 1 violation ok',
      'ports/bad: no of "nothing" -> 0 violations ok',
      'ports/bad: 1 violation -> 2 violations wrong',
      'ports/other: no -> 0 violations ok unevaluated',
      'ports/review: yes of "too many" -> 1 violation ok',
      'ports/skipped: skip -> skip ok',
      'ports/empty: assertions -> none wrong',
      'ports/regex: no of "(?=a)" -> error wrong',
    ]);
  });

  it('knows namespaces by the inventory', () => {
    const { rows, problems } = runSuite(readSuite(join(folder, 'selected/selected.yaml')));

    expect(problems).toEqual([]);
    expect(rows.map(({ rule, ok, unevaluated }) => [rule, ok, unevaluated])).toEqual([
      ['ports/prod', true, false],
      ['ports/dev', true, true],
    ]);
  });

  it('says what it cannot run, and where', () => {
    const { problems } = runSuite(readSuite(join(folder, 'suite.yaml')));

    expect(problems.map(({ file, line, message }) => `${file.slice(folder.length + 1)}:${line} ${message}`)).toEqual([
      'suite.yaml:22 There is nothing at nowhere.yaml.',
      expect.stringMatching(/^constraint\.yaml:3 .*Rego/),
    ]);
  });
});
