import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintPolicies } from './lint.ts';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'castellan-refused-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const PODS = 'match: {any: [{resources: {kinds: [Pod]}}]}';
const PATTERN = 'validate: {pattern: {metadata: {labels: {team: "?*"}}}}';

/** Parts of a rule, one to a line; `#` behind the one that is refused. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  'a rule about no kind': ['match: {any: [{resources: {names: [a]}}]} #', PATTERN],
  'a rule about users alone': ['match: {any: [{subjects: [{kind: User, name: a}]}]} #', PATTERN],
  'any beside resources': ['match:', '  any: [{resources: {kinds: [Pod]}}]', '  resources: {kinds: [Pod]} #', PATTERN],
  'a selector without labels': [
    'match:',
    '  any:',
    '  - resources:',
    '      kinds: [Pod]',
    '      selector: {} #',
    PATTERN,
  ],
  'every kind and another': ['match: {any: [{resources: {kinds: ["*", Pod]}}]} #', 'validate: {deny: {}}'],
  'every kind, asked for its spec': [
    'match: {any: [{resources: {kinds: ["*"]}}]} #',
    'validate: {pattern: {spec: {a: b}}}',
  ],
  'variables in a match': [
    'match: {any: [{resources: {kinds: [Pod], names: ["{{ request.namespace }}"]}}]} #',
    PATTERN,
  ],
  'two bodies': [PODS, PATTERN, 'mutate: {patchStrategicMerge: {metadata: {labels: {a: b}}}} #'],
  'two ways to validate': [PODS, 'validate:', '  pattern: {spec: {a: b}}', '  anyPattern: [{spec: {a: b}}] #'],
  'nothing to validate by': [PODS, 'validate: {pattern: null} #'],
  'two ways in a foreach': [
    PODS,
    'validate:',
    '  foreach:',
    '  - list: request.object.spec.containers',
    '    pattern: {a: b}',
    '    deny: {} #',
  ],
  'a condition without a value': [
    PODS,
    'validate:',
    '  deny:',
    '    conditions:',
    '      any:',
    '      - {key: a, operator: Equals, value: null} #',
  ],
  'an operation that there is not': [
    PODS,
    'preconditions:',
    '  all:',
    '  - {key: "{{ request.operation }}", operator: Equals, value: CREATED} #',
    PATTERN,
  ],
  'a name of a context entry that is taken': [PODS, 'context:', '- {name: images, variable: {value: a}} #', PATTERN],
  'an entry of two sorts': [
    PODS,
    'context:',
    '- name: a',
    '  variable: {value: a}',
    '  configMap: {name: a, namespace: b} #',
    'validate: {message: "{{ a }}", deny: {}}',
  ],
  'a variable without a value': [
    PODS,
    'context:',
    '- {name: a, variable: {}} #',
    'validate: {message: "{{ a }}", deny: {}}',
  ],
  'a context beside CEL': [
    PODS,
    'context: #',
    '- {name: a, variable: {value: "a"}}',
    'validate: {cel: {expressions: [{expression: "object.a == 1"}]}}',
  ],
  'an operation of JSON Patch that there is not': [
    PODS,
    'mutate:',
    '  patchesJson6902: "[{op: set, path: /a, value: b}]" #',
  ],
  'a path of JSON Patch without a slash': [PODS, 'mutate:', '  patchesJson6902: "[{op: add, path: a, value: b}]" #'],
  'what is generated without a name': [
    PODS,
    'generate: {apiVersion: v1, kind: ConfigMap, namespace: a, data: {a: b}} #',
  ],
  'what is generated in no namespace': [PODS, 'generate: {apiVersion: v1, kind: ConfigMap, name: a, data: {a: b}} #'],
  'an exclusion of a control of containers without images': [
    PODS,
    'validate:',
    '  podSecurity:',
    '    level: baseline',
    '    exclude: [{controlName: Capabilities}] #',
  ],
  'an exclusion that the level does not know': [
    PODS,
    'validate:',
    '  podSecurity:',
    '    level: baseline',
    '    exclude: [{controlName: Volume Types}] #',
  ],
  'digests that an audit writes': [
    PODS,
    'verifyImages:',
    '- {imageReferences: ["*"], attestors: [{entries: [{keyless: {issuer: a}}]}]} #',
  ],
};

function policyOf(lines: readonly string[], name = 'r'): string {
  const rule = lines.map((line) => `    ${line.replace(/ #$/, '')}`);
  return [
    'apiVersion: kyverno.io/v1',
    'kind: ClusterPolicy',
    'metadata: {name: p}',
    'spec:',
    '  background: false',
    '  rules:',
    `  - name: ${name}`,
    ...rule,
  ].join('\n');
}

function refusedLines(text: string): number[] {
  const file = join(folder, 'policy.yaml');
  writeFileSync(file, text);
  const { findings } = lintPolicies([file]);
  return findings.filter(({ rule }) => rule === 'refused').map(({ line }) => line);
}

describe('what Kyverno refuses', () => {
  it.each(Object.entries(CASES))('%s', (_, lines) => {
    expect(refusedLines(policyOf(lines))).toEqual([8 + lines.findIndex((line) => line.endsWith(' #'))]);
  });

  it('names of more than 63 characters', () => {
    expect(refusedLines(policyOf([PODS, PATTERN], 'r'.repeat(64)))).toEqual([7]);
    expect(refusedLines(policyOf([PODS, PATTERN], 'r'.repeat(63)))).toEqual([]);
  });

  it('elements outside of lists, and targets where nothing is changed', () => {
    const file = join(folder, 'variables.yaml');
    const deny = (key: string) =>
      `validate: {deny: {conditions: {any: [{key: "{{ ${key} }}", operator: Equals, value: a}]}}}`;
    writeFileSync(file, `${policyOf([PODS, deny('element.a')])}\n---\n${policyOf([PODS, deny('target.a')])}`);

    const found = lintPolicies([file]).findings.filter(({ rule }) => rule === 'unknown-variable');

    expect(found.map(({ message }) => message)).toEqual([
      'Nothing defines the variable "element".',
      'Nothing defines the variable "target".',
    ]);
  });
});
