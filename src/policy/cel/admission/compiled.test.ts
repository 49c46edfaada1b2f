import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../model/json.ts';
import { compilePolicy } from '../../plan.ts';
import type { RuleResult, Subject } from '../../types.ts';

const MAY = "authorizer.requestResource.check('delete').allowed()";
const UNKNOWN = 'who may do what is not known here';
const UNMATCHED = "match conditions aren't met";

const RULES = {
  resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['pods'] }],
};
const SUBJECT: Subject = {
  object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, spec: {} },
  operation: 'CREATE',
  subresource: '',
  namespaceLabels: {},
};

function policy(kind: string, spec: JsonObject): JsonObject {
  const apiVersion = kind === 'ValidatingPolicy' ? 'policies.kyverno.io/v1' : 'admissionregistration.k8s.io/v1';
  return { apiVersion, kind, metadata: { name: 'p' }, spec: { matchConstraints: RULES, ...spec } };
}

const validating = (spec: JsonObject) => policy('ValidatingAdmissionPolicy', spec);
const of = (...expressions: string[]) => ({ validations: expressions.map((expression) => ({ expression })) });
const when = (...expressions: string[]) => ({
  matchConditions: expressions.map((expression, i) => ({ name: `c${i}`, expression })),
});
const IGNORE = { failurePolicy: 'Ignore' };

function evaluated(document: JsonObject, others: readonly JsonObject[] = []): RuleResult[] {
  const compiled = compilePolicy(document, undefined, others);
  return (['mutate', 'validate'] as const).flatMap((type) =>
    compiled.evaluate(SUBJECT, type, { authorize: () => undefined }),
  );
}

function statuses(document: JsonObject): string[] {
  return evaluated(document).map(({ status, message, gap }) =>
    [status, gap ?? (message === UNMATCHED ? message : '')].join(' ').trim(),
  );
}

describe('a policy that judges nothing', () => {
  it('says that it finds no parameters', () => {
    const paramRef = { selector: {}, namespace: 'shop', parameterNotFoundAction: 'Allow' };
    const binding = {
      ...policy('ValidatingAdmissionPolicyBinding', {}),
      spec: { policyName: 'p', validationActions: ['Deny'], paramRef },
    };
    const document = validating({ paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, ...of('params.data.a == "b"') });

    expect(evaluated(document, [binding])).toMatchObject([{ status: 'skip', message: 'no parameters are found' }]);
  });
});

describe('a policy that asks who may do what, where nobody knows', () => {
  it.each<[name: string, document: JsonObject, expected: string]>([
    ['is an error', validating(of(MAY)), `error ${UNKNOWN}`],
    ['is an error, whatever it makes of the answer', validating(of(`!${MAY}`)), `error ${UNKNOWN}`],
    ['is an error where errors are ignored', validating({ ...IGNORE, ...of(MAY) }), `error ${UNKNOWN}`],
    ['is an error by its conditions', validating({ ...when(MAY), ...of('true') }), `error ${UNKNOWN}`],
    [
      'is an error by conditions that ignore',
      validating({ ...IGNORE, ...when(MAY), ...of('true') }),
      `error ${UNKNOWN}`,
    ],
    ['is left out by another condition', validating({ ...when(MAY, 'false'), ...of('true') }), `skip ${UNMATCHED}`],
    ['fails by what is known', validating({ ...IGNORE, ...of(MAY, 'false') }), `fail ${UNKNOWN}`],
    ['holds where the answer decides nothing', validating(of(`${MAY} || true`)), 'pass'],
    [
      'is an error where it changes objects',
      policy('MutatingAdmissionPolicy', {
        ...IGNORE,
        ...when(MAY),
        reinvocationPolicy: 'Never',
        mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: "[JSONPatch{op: 'remove', path: '/spec'}]" } }],
      }),
      `error ${UNKNOWN}`,
    ],
    [
      'of Kyverno is an error by conditions that ignore',
      policy('ValidatingPolicy', { ...IGNORE, ...when(MAY), ...of('true') }),
      'error',
    ],
  ])('%s', (_, document, expected) => {
    expect(statuses(document)).toEqual([expected]);
  });
});
