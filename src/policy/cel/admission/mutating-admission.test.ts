import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../model/json.ts';
import { admit, type Admission } from './admit.ts';
import { compileMutatingPolicy } from './mutating-policy.ts';
import { admissionRequestOf } from './request.ts';
import { PODS, pod, policy, subject } from './sample-policies.ts';

function mutating(mutations: JsonObject[], more: JsonObject = {}, name = 'p'): JsonObject {
  return policy({ mutations, reinvocationPolicy: 'Never', ...more }, name, 'MutatingAdmissionPolicy');
}

const apply = (expression: string): JsonObject => ({
  patchType: 'ApplyConfiguration',
  applyConfiguration: { expression },
});
const patch = (expression: string): JsonObject => ({ patchType: 'JSONPatch', jsonPatch: { expression } });
const FIRST_RULE = { ...PODS, operations: ['CREATE'] };

function mutated(documents: readonly JsonObject[], object: JsonObject): Admission {
  const policies = documents.map((one) => ({
    ...one,
    spec: { ...(one['spec'] as JsonObject), matchConstraints: { resourceRules: [FIRST_RULE] } },
  }));
  return admit(
    { mutating: policies.map((one) => compileMutatingPolicy(one, [])), validating: [] },
    admissionRequestOf(subject(object), {}),
    {},
  );
}

describe('mutating admission policies', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'items by their keys',
      apply("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'a', tty: true}]}}"),
      { containers: [{ name: 'a', image: 'i', tty: true }] },
    ],
    [
      'what expressions make of items',
      apply(
        'Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, stdin: true})}}',
      ),
      { containers: [{ name: 'a', image: 'i', stdin: true }] },
    ],
    [
      'JSON patches, with indexes from the end',
      patch("[JSONPatch{op: 'replace', path: '/spec/containers/-1/image', value: 'j'}]"),
      { containers: [{ name: 'a', image: 'j' }] },
    ],
    [
      'nothing where a test fails',
      patch(
        "[JSONPatch{op: 'remove', path: '/spec/containers'}, JSONPatch{op: 'test', path: '/metadata/name', value: 'x'}]",
      ),
      { containers: [{ name: 'a', image: 'i' }] },
    ],
  ])('apply %s', (_, mutation, expected) => {
    const { object, refusals } = mutated([mutating([mutation])], pod({}, { containers: [{ name: 'a', image: 'i' }] }));

    expect(refusals).toEqual([]);
    expect(object?.['spec']).toEqual(expected);
  });

  it.each<[string, JsonObject]>([
    ['field not declared in schema', apply("Object{spec: Object.spec{nothing: 'x'}}")],
    [
      'may not mutate atomic arrays, maps or structs: .spec.tolerations',
      apply('Object{spec: Object.spec{tolerations: []}}'),
    ],
    ['unexpected type name "Object.wrong", expected "Object.spec"', apply('Object{spec: Object.wrong{}}')],
    [
      'expected string, got &value.valueUnstructured{Value:0}',
      apply('Object{metadata: Object.metadata{labels: {"a": null}}}'),
    ],
    [
      'JSON Patch: remove operation does not apply: doc is missing path: "/spec/a/b": missing value',
      patch("[JSONPatch{op: 'remove', path: '/spec/a/b'}]"),
    ],
    ['Unexpected kind: frob', patch("[JSONPatch{op: 'frob', path: '/spec'}]")],
    [
      'strict decoding error: unknown field "spec.nothing"',
      patch("[JSONPatch{op: 'add', path: '/spec/nothing', value: 1}]"),
    ],
    [
      'breaks off',
      patch("[JSONPatch{op: 'add', path: '/spec/containers', value: [Object.spec.containers{name: 'a'}]}]"),
    ],
  ])('refuse: %s', (message, mutation) => {
    expect(mutated([mutating([mutation])], pod()).refusals[0]?.message).toContain(message);
  });

  it('see what those before them made, and again what those after made where they ask for it', () => {
    const mark = (key: string) =>
      apply(`Object{metadata: Object.metadata{labels: {'${key}': string(size(object.metadata.?labels.orValue({})))}}}`);
    const first = mutating([mark('first')], { reinvocationPolicy: 'IfNeeded' }, 'first');

    const { object } = mutated([first, mutating([mark('second')], {}, 'second')], pod());

    expect(object?.['metadata']).toMatchObject({ labels: { first: '2', second: '1' } });
  });

  it('cannot match deletions', () => {
    expect(() =>
      compileMutatingPolicy(
        mutating([apply('Object{}')], { matchConstraints: { resourceRules: [{ ...PODS, operations: ['DELETE'] }] } }),
        [],
      ),
    ).toThrow('cannot match DELETE');
  });
});
