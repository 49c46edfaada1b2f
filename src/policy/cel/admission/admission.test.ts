import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../model/json.ts';
import type { Lookups, Subject } from '../../types.ts';
import { admit, type Admission } from './admit.ts';
import { admissionRequestOf } from './request.ts';
import { PODS, pod, policy, subject } from './sample-policies.ts';
import { compileValidatingPolicy } from './validating-policy.ts';

function binding(spec: JsonObject, name = 'b', kind = 'ValidatingAdmissionPolicyBinding'): JsonObject {
  return { kind, metadata: { name }, spec: { policyName: 'p', ...spec } };
}

function ask(document: JsonObject, bindings: readonly JsonObject[], one: Subject, lookups: Lookups = {}): Admission {
  const compiled = compileValidatingPolicy(document, bindings);
  return admit({ mutating: [], validating: [compiled] }, admissionRequestOf(one, lookups), lookups);
}

const never = (more: JsonObject = {}): JsonObject => policy({ validations: [{ expression: 'false', ...more }] });
const messagesOf = ({ findings }: Admission): string[] => findings.map(({ message }) => message);

describe('validating admission policies', () => {
  it.each<[string, JsonObject, string]>([
    ['the expression itself', {}, 'failed expression: false'],
    ['a message', { message: ' no ' }, 'no'],
    ['a message expression', { message: 'no', messageExpression: '"bad: " + object.metadata.name' }, 'bad: web'],
    ['the message, where its expression fails', { message: 'no', messageExpression: 'object.metadata.none' }, 'no'],
    ['the message, where its expression gives two lines', { message: 'no', messageExpression: '"a\\nb"' }, 'no'],
  ])('tell %s', (_, more, expected) => {
    const document = policy({ validations: [{ expression: 'false', ...more, ...stringly(more) }] });

    expect(messagesOf(ask(document, [binding({ validationActions: ['Deny'] })], subject(pod())))).toEqual([expected]);
  });

  it('refuse with the reason and its code', () => {
    const answer = ask(never({ reason: 'Forbidden' }), [binding({ validationActions: ['Deny'] })], subject(pod()));

    expect(answer.refusals).toEqual([
      {
        code: 403,
        reason: 'Forbidden',
        message: `pods "web" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: failed expression: false`,
      },
    ]);
  });

  it('do what each binding says', () => {
    const bindings = [
      binding({ validationActions: ['Warn'] }, 'warns'),
      binding({ validationActions: ['Audit'] }, 'audits'),
      binding(
        { validationActions: ['Deny'], matchResources: { objectSelector: { matchLabels: { a: 'b' } } } },
        'denies',
      ),
    ];

    const answer = ask(never(), bindings, subject(pod()));
    const denied = ask(never(), bindings, subject(pod({ labels: { a: 'b' } })));

    expect(answer.refusals).toEqual([]);
    expect(answer.warnings).toHaveLength(1);
    expect(Object.keys(answer.audit)).toEqual(['validation.policy.admission.k8s.io/validation_failure']);
    expect(denied.refusals).toHaveLength(1);
  });

  it.each<[string, JsonObject, number]>([
    ['refuse what cannot be evaluated', {}, 1],
    ['let it through with Ignore', { failurePolicy: 'Ignore' }, 0],
  ])('%s', (_, more, refusals) => {
    const document = policy({ ...more, validations: [{ expression: 'object.spec.none == 1' }] });

    expect(ask(document, [], subject(pod())).refusals).toHaveLength(refusals);
  });

  it('evaluate a variable once, when it is asked for, and name it where it fails', () => {
    const variables = [
      { name: 'a', expression: 'object.spec.none' },
      { name: 'b', expression: 'variables.a' },
    ];
    const lazy = policy({ variables, validations: [{ expression: 'true || variables.b == 1' }] });
    const eager = policy({ variables, validations: [{ expression: 'variables.b == 1' }] });

    expect(messagesOf(ask(lazy, [], subject(pod())))).toEqual([]);
    expect(messagesOf(ask(eager, [], subject(pod())))).toEqual([
      `expression 'variables.b == 1' resulted in error: composited variable "b" fails to evaluate: composited variable "a" fails to evaluate: no such key: none`,
    ]);
  });

  it('stop where the budget of a call or of all of them is used up', () => {
    const costly = 'lists.range(400).all(x, lists.range(400).all(y, x + y >= 0))';
    const tooMuch = 'lists.range(1200).all(x, lists.range(1200).all(y, x + y >= 0))';
    const many = policy({ validations: Array.from({ length: 30 }, () => ({ expression: costly })) });
    const one = policy({ validations: [{ expression: tooMuch }] });

    expect(messagesOf(ask(one, [], subject(pod())))[0]).toContain('operation cancelled: actual cost limit exceeded');
    expect(messagesOf(ask(many, [], subject(pod())))).toEqual([
      'validation failed due to running out of cost budget, no further validation rules will be run',
    ]);
  });

  it('annotate the audit event: equal values once, others with commas, nothing for null', () => {
    const document = policy({
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      validations: [{ expression: 'true' }],
      auditAnnotations: [
        { key: 'name', valueExpression: 'string(object.metadata.name)' },
        { key: 'param', valueExpression: 'string(params.metadata.name)' },
        { key: 'none', valueExpression: 'null' },
      ],
    });
    const all = binding({ paramRef: { selector: {}, parameterNotFoundAction: 'Deny' }, validationActions: ['Deny'] });

    expect(ask(document, [all], subject(pod()), configMaps('x', 'y')).audit).toEqual({
      'p/name': 'web',
      'p/param': 'x, y',
    });
  });

  it.each<[string, JsonObject, Lookups, string[]]>([
    ['by name', { name: 'x' }, configMaps('x', 'y'), ['x']],
    ['by selector, each for itself', { selector: {} }, configMaps('x', 'y'), ['x', 'y']],
    [
      'missing, and that is a failure',
      { name: 'z', parameterNotFoundAction: 'Deny' },
      configMaps('x'),
      ['failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction'],
    ],
    ['missing, and that is fine', { name: 'z', parameterNotFoundAction: 'Allow' }, configMaps('x'), []],
    ['from another namespace', { name: 'x', namespace: 'far', parameterNotFoundAction: 'Allow' }, configMaps('x'), []],
  ])('params: %s', (_, paramRef, lookups, expected) => {
    const document = policy({
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      validations: [{ expression: 'false', messageExpression: 'string(params.metadata.name)' }],
    });

    expect(messagesOf(ask(document, [binding({ paramRef })], subject(pod()), lookups))).toEqual(expected);
  });

  it('know of no kind that Kubernetes does not serve', () => {
    const document = policy({
      paramKind: { apiVersion: 'v1', kind: 'Parameter' },
      validations: [{ expression: 'true' }],
    });

    expect(messagesOf(ask(document, [], subject(pod())))[0]).toContain(
      'failed to find resource referenced by paramKind',
    );
  });

  it.each<[string, JsonObject, Partial<Subject>, boolean]>([
    ['another operation', { resourceRules: [{ ...PODS, operations: ['DELETE'] }] }, {}, false],
    ['every operation', { resourceRules: [PODS] }, { operation: 'DELETE' }, true],
    ['a name', { resourceRules: [{ ...PODS, resourceNames: ['db'] }] }, {}, false],
    ['a scope', { resourceRules: [{ ...PODS, scope: 'Cluster' }] }, {}, false],
    [
      'what is left out again',
      { resourceRules: [PODS], excludeResourceRules: [{ ...PODS, resourceNames: ['web'] }] },
      {},
      false,
    ],
    ['a version that is not served', { resourceRules: [{ ...PODS, apiVersions: ['v2'] }] }, {}, false],
    [
      'labels before the change',
      { resourceRules: [PODS], objectSelector: { matchLabels: { a: 'b' } } },
      { operation: 'UPDATE', oldObject: pod({ labels: { a: 'b' } }) },
      true,
    ],
    [
      'labels of the namespace',
      { resourceRules: [PODS], namespaceSelector: { matchLabels: { env: 'prod' } } },
      { namespaceLabels: { env: 'prod' } },
      true,
    ],
    [
      'other labels of the namespace',
      { resourceRules: [PODS], namespaceSelector: { matchLabels: { env: 'prod' } } },
      {},
      false,
    ],
    ['a subresource', { resourceRules: [PODS] }, { subresource: 'exec' }, false],
    ['any subresource', { resourceRules: [{ ...PODS, resources: ['pods/*'] }] }, { subresource: 'exec' }, true],
    ['no rules at all', {}, {}, true],
  ])('match by %s', (_, matchConstraints, more, expected) => {
    const document = policy({ matchConstraints, validations: [{ expression: 'false' }] });

    expect(ask(document, [], subject(pod(), more)).findings.length > 0).toBe(expected);
  });

  it('match an object in the version in which it was sent or in one that is equivalent', () => {
    const hpa = {
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'h', namespace: 'a' },
    };
    const rule = {
      apiGroups: ['autoscaling'],
      apiVersions: ['v2'],
      operations: ['*'],
      resources: ['horizontalpodautoscalers'],
    };
    const matching = (matchPolicy: string) =>
      policy({
        matchConstraints: { resourceRules: [rule], matchPolicy },
        validations: [{ expression: "request.kind.version == 'v1'" }],
      });

    expect(messagesOf(ask(matching('Exact'), [], subject(hpa)))).toEqual([]);
    expect(messagesOf(ask(matching('Equivalent'), [], subject(hpa)))).toEqual([
      "failed expression: request.kind.version == 'v1'",
    ]);
  });

  it('ask the authorizer, and say where nobody can answer', () => {
    const document = policy({ validations: [{ expression: "authorizer.requestResource.check('delete').allowed()" }] });
    const authorize: Lookups['authorize'] = (_, { verb, resource, namespace }) => ({
      allowed: verb === 'delete' && resource === 'pods' && namespace === 'shop',
      reason: '',
    });

    expect(ask(document, [], subject(pod()), { authorize }).refusals).toEqual([]);
    expect(ask(document, [], subject(pod())).gaps).toEqual(['who may do what is not known here']);
  });

  it.each<[string, JsonObject]>([
    ['must evaluate to bool', policy({ validations: [{ expression: 'object.spec' }] })],
    ["undefined field 'subresource'", policy({ validations: [{ expression: "request.subresource == ''" }] })],
    [
      "undeclared reference to 'variables'",
      policy({ matchConditions: [{ name: 'c', expression: 'variables.a' }], validations: [{ expression: 'true' }] }),
    ],
    ["undeclared reference to 'params'", policy({ validations: [{ expression: 'params.a == 1' }] })],
    [
      "undeclared reference to 'authorizer'",
      policy({
        validations: [{ expression: 'true', messageExpression: 'authorizer.path("/").check("get").reason()' }],
      }),
    ],
    ['The reason Gone is not supported', policy({ validations: [{ expression: 'true', reason: 'Gone' }] })],
    ['has neither validations nor', policy({})],
  ])('do not compile: %s', (message, document) => {
    expect(() => compileValidatingPolicy(document, [])).toThrow(message);
  });

  it('never judge the policies themselves', () => {
    const document = policy({ matchConstraints: {}, validations: [{ expression: 'false' }] });
    const other = { ...never(), apiVersion: 'admissionregistration.k8s.io/v1' };

    expect(ask(document, [], subject(other)).findings).toEqual([]);
  });
});

function stringly(more: JsonObject): JsonObject {
  const expression = more['messageExpression'];
  return typeof expression === 'string' && expression.includes('none')
    ? { messageExpression: `string(${expression})` }
    : {};
}

function configMaps(...names: string[]): Lookups {
  const objects = names.map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } }));
  return { objects: (_, kind) => (kind === 'ConfigMap' ? objects : []) };
}
