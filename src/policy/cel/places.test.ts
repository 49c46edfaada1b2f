import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { deniedField } from '../kyverno/denied-field.ts';
import { compilePolicy } from '../plan.ts';
import type { RuleResult } from '../types.ts';

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: { hostNetwork: true, containers: [{ name: 'a', image: 'a:latest' }] },
};

function judge(spec: JsonObject, object: JsonObject = POD): RuleResult | undefined {
  const policy = compilePolicy({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: 'p' },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
      ...spec,
    },
  });
  return policy.evaluate({ object, operation: 'CREATE', subresource: '', namespaceLabels: {} }, 'validate', {})[0];
}

describe('what a failed expression points at', () => {
  it.each<[string, string, string | undefined]>([
    ['the one field that it reads', 'object.spec.hostNetwork == false', 'spec.hostNetwork'],
    [
      'a field that is not there',
      "has(object.metadata.labels.team) && object.metadata.labels.team == 'a'",
      'metadata.labels.team',
    ],
    ['a key in brackets', "object.metadata.labels['app'] == 'api'", 'metadata.labels.app'],
    ['an optional field', "object.metadata.?labels.?app.orValue('') == 'api'", 'metadata.labels.app'],
    ['a list that a macro walks', "object.spec.containers.all(c, !c.image.endsWith(':latest'))", 'spec.containers'],
    [
      'of several, the one that is there',
      '!has(object.spec.hostPID) && object.spec.hostNetwork == false',
      'spec.hostNetwork',
    ],
    ['what several are in', 'object.spec.hostNetwork == false && size(object.spec.containers) > 1', 'spec'],
    [
      'nothing, where they have nothing in common',
      "object.kind == 'Job' && object.spec.hostNetwork == false",
      undefined,
    ],
    ['nothing, where it reads no field', "request.operation == 'DELETE'", undefined],
    ['a field of a variable', 'variables.spec.hostNetwork == false', 'spec.hostNetwork'],
    [
      'fields of a variable',
      'variables.spec.hostNetwork == false && variables.spec.hostPID == true',
      'spec.hostNetwork',
    ],
    ['what a variable reads', 'variables.images.all(i, variables.images.size() > 1)', 'spec.containers'],
  ])('%s', (_, expression, expected) => {
    const variables = [
      { name: 'all', expression: 'object.spec.containers' },
      { name: 'images', expression: 'variables.all.map(c, c.image)' },
      { name: 'spec', expression: 'has(object.spec) ? object.spec : {}' },
    ];

    const found = judge({ variables, validations: [{ expression }] });

    expect([found?.status, found?.path?.join('.')]).toEqual(['fail', expected]);
  });
});

const RULES = {
  resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
};
const TEMPLATE = (expression: string): JsonObject => ({
  apiVersion: 'templates.gatekeeper.sh/v1',
  kind: 'ConstraintTemplate',
  metadata: { name: 'no' },
  spec: {
    crd: { spec: { names: { kind: 'No' } } },
    targets: [
      {
        target: 'admission.k8s.gatekeeper.sh',
        code: [{ engine: 'K8sNativeValidation', source: { validations: [{ expression }] } }],
      },
    ],
  },
});

describe('what other kinds of policy point at', () => {
  it.each<[kind: string, policy: JsonObject, others: readonly JsonObject[], expected: string | undefined]>([
    [
      'an admission policy',
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name: 'p' },
        spec: {
          matchConstraints: RULES,
          variables: [{ name: 'spec', expression: 'object.spec' }],
          validations: [{ expression: '!variables.spec.hostNetwork' }],
        },
      },
      [],
      'spec.hostNetwork',
    ],
    [
      'a constraint',
      { apiVersion: 'constraints.gatekeeper.sh/v1beta1', kind: 'No', metadata: { name: 'p' }, spec: {} },
      [TEMPLATE('variables.anyObject.spec.containers.all(c, c.image == "")')],
      'spec.containers',
    ],
    [
      'a constraint on what is not of the object',
      { apiVersion: 'constraints.gatekeeper.sh/v1beta1', kind: 'No', metadata: { name: 'p' }, spec: {} },
      [TEMPLATE('request.operation == "DELETE"')],
      undefined,
    ],
    [
      'a policy of images',
      {
        apiVersion: 'policies.kyverno.io/v1',
        kind: 'ImageValidatingPolicy',
        metadata: { name: 'p' },
        spec: { matchConstraints: RULES, validations: [{ expression: 'images.containers.all(i, i == "")' }] },
      },
      [],
      'spec.containers.0.image',
    ],
  ])('%s', (_, policy, others, expected) => {
    const subject = { object: POD, operation: 'CREATE', subresource: '', namespaceLabels: {} } as const;
    const compiled = compilePolicy(policy, undefined, others);

    const found = (['validate', 'verify-images'] as const).flatMap((type) => compiled.evaluate(subject, type, {}));

    expect(found.map(({ status, path }) => [status, path?.join('.')])).toEqual([['fail', expected]]);
  });
});

describe('what a denied condition points at', () => {
  it.each<[string, string[], string | undefined]>([
    ['the field of its key', ['{{ request.object.spec.hostNetwork }}'], 'spec.hostNetwork'],
    ['a list', ["{{ request.object.spec.containers[].image || '' }}"], 'spec.containers'],
    ['what two are in', ['{{ request.object.spec.a }}', '{{ request.object.spec.b.c }}'], 'spec'],
    ['nothing, where nothing of the object is read', ['{{ request.operation }}'], undefined],
  ])('%s', (_, keys, expected) => {
    const conditions = keys.map((key) => ({ key, operator: 'AnyNotIn', value: ['never'] }));

    expect(deniedField({ any: conditions })?.join('.')).toBe(expected);
    expect(deniedField([{ all: conditions }])?.join('.')).toBe(expected);
  });
});

describe('validations that run often', () => {
  it('say the same as when they ran first', () => {
    const validations = [
      { expression: "object.metadata.name != 'x'", message: 'no x' },
      { expression: 'object.spec.replicas > 1' },
      { expression: 'object.spec.containers.size() < 2', message: 'too many' },
    ];
    const objects = [
      POD,
      { ...POD, metadata: { name: 'x' } },
      { ...POD, spec: { replicas: 2, containers: [1, 2] } },
      { ...POD, spec: { replicas: 2, containers: [] } },
    ];

    const rounds = Array.from({ length: 3 }, () => objects.map((object) => judge({ validations }, object)));
    const policy = many({ validations }, objects);

    expect(new Set([...rounds, ...policy].map((round) => JSON.stringify(round))).size).toBe(1);
    expect(policy.at(-1)?.map((one) => one?.status)).toEqual(['error', 'fail', 'fail', 'pass']);
  });
});

/** The same compiled policy over and over: by then it runs as generated code. */
function many(spec: JsonObject, objects: readonly JsonObject[]): (RuleResult | undefined)[][] {
  const policy = compilePolicy({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: 'p' },
    spec: { matchConstraints: { resourceRules: [] }, ...spec },
  });
  return Array.from({ length: 40 }, () =>
    objects.map(
      (object) =>
        policy.evaluate({ object, operation: 'CREATE', subresource: '', namespaceLabels: {} }, 'validate', {})[0],
    ),
  );
}
