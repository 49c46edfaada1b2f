import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintPolicies } from './lint.ts';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'castellan-refused-cel-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const TRUE = 'validations: [{expression: "true"}]';
const ON = 'variables: [{name: on, expression: "true"}]';

type Case = readonly [name: string, kind: string, ...lines: string[]];

/** Parts of a policy, one to a line; `#` behind the one that is refused. */
const REFUSED: readonly Case[] = [
  [
    'variables in a condition',
    'ValidatingPolicy',
    ON,
    'matchConditions: [{name: a, expression: variables.on}] #',
    TRUE,
  ],
  ['a condition that is a number', 'ValidatingPolicy', 'matchConditions: [{name: a, expression: "1"}] #', TRUE],
  ['a condition of any type', 'ValidatingPolicy', 'matchConditions: [{name: a, expression: object.data.a}] #', TRUE],
  ['a validation that is an optional', 'ValidatingPolicy', 'validations: [{expression: object.?data}] #'],
  [
    'a validation that is a variable of another type',
    'NamespacedValidatingPolicy',
    'variables: [{name: one, expression: "1"}]',
    'validations: [{expression: variables.one}] #',
  ],
  ['a message that is a number', 'ValidatingPolicy', 'validations: [{expression: "true", messageExpression: "1"}] #'],
  ['a message that is null', 'ValidatingPolicy', 'validations: [{expression: "true", messageExpression: "null"}] #'],
  ['parameters', 'ValidatingPolicy', 'validations: [{expression: params == null}] #'],
  [
    'rights',
    'ValidatingPolicy',
    `validations: [{expression: 'authorizer.group("").resource("pods").check("get").allowed()'}] #`,
  ],
  ['an object to delete by a text', 'DeletingPolicy', `conditions: [{name: a, expression: '"a"'}] #`],
  ['a text that generates', 'GeneratingPolicy', `generate: [{expression: '"a"'}] #`],
];

const ACCEPTED: readonly Case[] = [
  [
    'variables in a condition of a mutation',
    'MutatingPolicy',
    ON,
    'matchConditions: [{name: a, expression: variables.on}]',
  ],
  ['fields that are called params', 'ValidatingPolicy', 'validations: [{expression: object.spec.params == 1}]'],
  ['own names in loops', 'ValidatingPolicy', 'validations: [{expression: "object.spec.all(params, params != 1)"}]'],
  ['an annotation that is null', 'ValidatingPolicy', TRUE, 'auditAnnotations: [{key: a, valueExpression: "null"}]'],
  ['a variable that is a condition', 'DeletingPolicy', ON, 'conditions: [{name: a, expression: variables.on}]'],
];

const ABOVE = [
  'apiVersion: policies.kyverno.io/v1',
  'metadata: {name: p}',
  'spec:',
  '  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], resources: [configmaps]}]}',
];

function refusedLines([, kind, ...lines]: Case): number[] {
  const file = join(folder, 'policy.yaml');
  const body = lines.map((line) => `  ${line.replace(/ #$/, '')}`);
  writeFileSync(file, [...ABOVE, ...body, `kind: ${kind}`].join('\n'));
  const { findings } = lintPolicies([file]);
  return findings.filter(({ rule }) => rule === 'refused').map(({ line }) => line);
}

describe('what Kyverno refuses of its kinds in CEL', () => {
  it.each(REFUSED.map((one) => [one[0], one] as const))('%s', (_, one) => {
    const at = one.slice(2).findIndex((line) => line.endsWith(' #'));

    expect(refusedLines(one)).toEqual([ABOVE.length + 1 + at]);
  });

  it.each(ACCEPTED.map((one) => [one[0], one] as const))('not %s', (_, one) => {
    expect(refusedLines(one)).toEqual([]);
  });
});
