import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../manifests/parse.ts';
import type { JsonObject, Path } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { lintGatekeeper } from './gatekeeper.ts';

const TEMPLATE = `
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: labels}
spec:
  crd:
    spec:
      names: {kind: Labels}
      validation:
        openAPIV3Schema:
          properties:
            labels: {type: array, items: {type: object, properties: {key: {}, allowed: {}}}}
            extra: {type: object, additionalProperties: {type: string}}
            free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {}}}
  targets: [{target: admission.k8s.gatekeeper.sh, rego: ''}]
`;

function documentsOf(text: string): JsonObject[] {
  return parseManifests(text).documents.flatMap(({ value }) => (isObject(value) ? [value] : []));
}

/** `rule path` of each finding. */
function found(text: string): string[] {
  const documents = documentsOf(`${TEMPLATE}---\n${text}`);
  const said: string[] = [];
  for (const one of documents)
    lintGatekeeper(one, documents, (rule, path: Path) => said.push(`${rule} ${path.join('.')}`));
  return said;
}

const constraint = (spec: string) =>
  `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Labels\nmetadata: {name: a}\nspec: ${spec}\n`;

describe('documents of Gatekeeper', () => {
  it.each<[name: string, text: string, expected: readonly string[]]>([
    [
      'nothing wrong',
      constraint('{match: {kinds: [{apiGroups: [""], kinds: [Pod]}]}, parameters: {labels: [{key: a}]}}'),
      [],
    ],
    [
      'a parameter that the template does not have',
      constraint('{parameters: {label: []}}'),
      ['unknown-field spec.parameters.label'],
    ],
    [
      'one further in',
      constraint('{parameters: {labels: [{kye: a}]}}'),
      ['unknown-field spec.parameters.labels.0.kye'],
    ],
    ['parameters of any name', constraint('{parameters: {extra: {x: y}, free: {b: c}}}'), []],
    [
      'a kind in the wrong group',
      constraint('{match: {kinds: [{apiGroups: [apps], kinds: [Pod, Deployment]}]}}'),
      ['dead-match spec.match.kinds.0.kinds.0'],
    ],
    ['kinds of groups that nobody knows', constraint('{match: {kinds: [{apiGroups: [acme.io], kinds: [Pod]}]}}'), []],
    ['every kind', constraint('{match: {kinds: [{apiGroups: ["*"], kinds: ["*"]}]}}'), []],
    [
      'a field of the match',
      constraint('{match: {excludedNamespace: [a]}}'),
      ['unknown-field spec.match.excludedNamespace'],
    ],
    [
      'a field of a mutator',
      'apiVersion: mutations.gatekeeper.sh/v1\nkind: AssignMetadata\nspec: {location: metadata.labels.a, applyTo: [], parameters: {assign: {valeu: b}}}\n',
      ['unknown-field spec.applyTo', 'unknown-field spec.parameters.assign.valeu'],
    ],
    ['what is no map', constraint('[1]'), []],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
