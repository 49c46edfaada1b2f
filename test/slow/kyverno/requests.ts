import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object, rulesOf } from './make.ts';
import type { World } from './world.ts';

/* Requests as values files make them: operations, subresources, variables of objects; and settings of policies and rules. */

const PODS: Json = { any: [{ resources: { kinds: ['Pod'] } }] };
const DENY: JsonObject = {
  message: 'No.',
  deny: { conditions: { all: [{ key: 'a', operator: 'Equals', value: 'a' }] } },
};
const CEL: JsonObject = { cel: { expressions: [{ expression: 'false', message: 'No.' }] } };
const when = (key: string, operator: string, value: Json): Json => ({ all: [{ key, operator, value }] });
const NO_AUTOGEN = { 'pod-policies.kyverno.io/autogen-controllers': 'none' };

function values(more: JsonObject): JsonObject {
  return { apiVersion: 'cli.kyverno.io/v1alpha1', kind: 'Values', metadata: { name: 'values' }, ...more };
}

function policy(name: string, rule: JsonObject, spec: JsonObject = {}): JsonObject {
  return rulesOf(name, [{ name: 'r', match: PODS, validate: DENY, ...rule }], spec, NO_AUTOGEN);
}

const operations = (list: readonly string[]): Json => ({
  any: [{ resources: { kinds: ['Pod'], operations: [...list] } }],
});

const BY_OPERATION: readonly JsonObject[] = [
  ...['CREATE', 'UPDATE', 'DELETE', 'CONNECT'].map((one) => ({ match: operations([one]) })),
  { match: operations(['CREATE', 'DELETE']) },
  { exclude: operations(['DELETE']) },
  { exclude: operations(['CREATE', 'UPDATE']) },
  { preconditions: when('{{ request.operation }}', 'Equals', 'DELETE') },
  { preconditions: when("{{ request.operation || 'BACKGROUND' }}", 'NotEquals', 'DELETE') },
  { preconditions: when("{{ request.oldObject.metadata.name || 'new' }}", 'Equals', 'new') },
  { preconditions: when('{{ request.object.metadata.name }}', 'Equals', 'created') },
  { celPreconditions: [{ name: 'a', expression: "request.operation == 'UPDATE'" }], validate: CEL },
  { validate: { message: '{{ request.operation }}', deny: {} } },
];

/** The same rules on objects that are made, changed and deleted. */
function requests(): World {
  const names = ['created', 'updated', 'deleted', 'plain'];
  const asked = [
    { name: 'created', values: { 'request.operation': 'CREATE' } },
    { name: 'updated', values: { 'request.operation': 'UPDATE' } },
    { name: 'deleted', values: { 'request.operation': 'DELETE' } },
  ];
  return {
    policies: BY_OPERATION.map((rule, i) => policy(`operation-${i}`, rule)),
    resources: names.map((name) => object('Pod', name, { spec: {} })),
    values: values({ policies: BY_OPERATION.map((_, i) => ({ name: `operation-${i}`, resources: asked })) }),
  };
}

const SETTINGS: readonly (readonly [spec: JsonObject, rule?: JsonObject])[] = [
  [{ validationFailureAction: 'enforce' }],
  [{ validationFailureAction: 'audit' }],
  [
    {
      validationFailureAction: 'Enforce',
      validationFailureActionOverrides: [{ action: 'Audit', namespaces: ['shop'] }],
    },
  ],
  [
    {
      validationFailureAction: 'Audit',
      validationFailureActionOverrides: [{ action: 'Enforce', namespaces: ['sh*'] }],
    },
  ],
  [{ failurePolicy: 'Ignore' }],
  [{ failurePolicy: 'Fail', webhookTimeoutSeconds: 5 }],
  [{ emitWarning: true }],
  [{ schemaValidation: false }],
  [{ admission: false, background: true }],
  [{ admission: true, background: false }],
  [{ useServerSideApply: true }],
  [{ webhookConfiguration: { failurePolicy: 'Ignore', timeoutSeconds: 3 } }],
  [{}, { skipBackgroundRequests: false }],
  [{}, { reportProperties: { a: '{{ request.object.metadata.name }}' } }],
  [{}, { validate: { ...DENY, failureAction: 'Enforce' } }],
  [
    {},
    {
      validate: {
        ...DENY,
        failureAction: 'Audit',
        failureActionOverrides: [{ action: 'Enforce', namespaces: ['shop'] }],
      },
    },
  ],
  [{}, { validate: { ...DENY, allowExistingViolations: false } }],
  [{}, { match: { resources: { kinds: ['Pod'] } } }],
  [{}, { match: { resources: { kinds: ['Pod'] } }, exclude: { resources: { names: ['one'] } } }],
  [{}, { preconditions: [{ key: '{{ request.object.metadata.name }}', operator: 'Equal', value: 'one' }] }],
  [{}, { celPreconditions: [{ name: 'a', expression: "object.metadata.name == 'one'" }], validate: CEL }],
  [{}, { celPreconditions: [{ name: 'a', expression: "'x' in object.metadata.labels" }], validate: CEL }],
];

function rulesInOrder(name: string, applyRules: string): JsonObject {
  const about = (rule: string, pod: string): JsonObject => ({
    name: rule,
    match: { any: [{ resources: { kinds: ['Pod'], names: [pod] } }] },
    validate: DENY,
  });
  const rules = [
    { ...about('skipped', '*'), preconditions: when('a', 'Equals', 'b') },
    about('first', 'one'),
    { ...about('passed', '*'), validate: { pattern: { metadata: { name: '*' } } } },
    about('last', '*'),
  ];
  return rulesOf(name, rules, { applyRules }, NO_AUTOGEN);
}

/** Settings that change who is asked, or what becomes of an answer, and those that do not. */
function settings(): World {
  return {
    policies: [
      ...SETTINGS.map(([spec, rule = {}], i) => policy(`setting-${i}`, rule, spec)),
      rulesInOrder('all-rules', 'All'),
      rulesInOrder('one-rule', 'One'),
    ],
    resources: ['one', 'two'].map((name) => object('Pod', name, { spec: {} })),
  };
}

const SUBRESOURCES: readonly (readonly string[])[] = [
  ['Deployment/scale'],
  ['apps/v1/Deployment/scale'],
  ['apps/*/Deployment/*'],
  ['Deployment/*'],
  ['*/scale'],
  ['*/*'],
  ['*/*/*'],
  ['*/*/*/*'],
  ['Scale'],
  ['autoscaling/v1/Scale'],
  ['Deployment'],
  ['Pod/eviction'],
  ['v1/Pod/eviction'],
  ['Pod/*'],
  ['Eviction'],
  ['Pod'],
  ['*'],
  ['Pod/status'],
  ['Pod.eviction'],
  ['Deployment.scale'],
];

/** What comes for a part of an object. */
function subresources(): World {
  return {
    policies: SUBRESOURCES.map((kinds, i) =>
      policy(`part-${i}`, {
        match: { any: [{ resources: { kinds: [...kinds] } }] },
        validate: { message: '{{ request.object.kind }}', deny: {} },
      }),
    ),
    resources: [
      object('autoscaling/v1 Scale', 'web', { spec: { replicas: 3 } }),
      object('policy/v1 Eviction', 'one', {}),
      object('Pod', 'one', { spec: {} }),
      object('apps/v1 Deployment', 'web', { spec: {} }),
    ],
    values: values({
      subresources: [
        {
          subresource: { name: 'deployments/scale', kind: 'Scale', group: 'autoscaling', version: 'v1' },
          parentResource: { name: 'deployments', kind: 'Deployment', group: 'apps', version: 'v1' },
        },
        {
          subresource: { name: 'pods/eviction', kind: 'Eviction', group: 'policy', version: 'v1' },
          parentResource: { name: 'pods', kind: 'Pod', version: 'v1' },
        },
      ],
    }),
  };
}

const SAID = (text: string, more: JsonObject = {}): JsonObject => ({ validate: { message: text, deny: {} }, ...more });
const MOCKS: readonly JsonObject[] = [
  SAID('{{ request.mode }}'),
  SAID('{{ request.object.metadata.name }} {{ request.mode }}'),
  SAID('{{ answer.data.a }}', { context: [{ name: 'answer', configMap: { name: 'c', namespace: 'shop' } }] }),
  // Plain values of API calls lose against the objects of the run in Kyverno's command line.
  SAID('{{ answer.count }}', {
    context: [{ name: 'answer', apiCall: { urlPath: '/api/v1/pods' } }],
  }),
  SAID('{{ answer.registry }}', { context: [{ name: 'answer', imageRegistry: { reference: 'nginx' } }] }),
  SAID('{{ answer }}', { context: [{ name: 'answer', globalReference: { name: 'g' } }] }),
  SAID('{{ answer }}', { context: [{ name: 'answer', variable: { value: 'written' } }] }),
  SAID('{{ other }}', {
    context: [
      { name: 'answer', apiCall: { urlPath: '/api/v1/pods' } },
      { name: 'other', variable: { jmesPath: 'answer.said' } },
    ],
  }),
];

const MOCKED: readonly JsonObject[] = [
  {},
  { values: { 'request.mode': 'rule' } },
  { values: { 'answer.data.a': 'x' } },
  { values: { 'answer.count': '7' } },
  { values: { 'answer.registry': 'docker.io' } },
  { values: { answer: 'global' } },
  { values: { answer: 'mocked' } },
  { values: { 'answer.said': 'seen' } },
];

/** Values that stand in for the world: of all policies, of one rule, of one object. */
function mocks(): World {
  const containers = [
    { name: 'a', image: 'nginx' },
    { name: 'b', image: 'busybox' },
  ];
  return {
    policies: MOCKS.map((rule, i) => policy(`mock-${i}`, rule)),
    resources: ['one', 'two'].map((name) => object('Pod', name, { spec: { containers } })),
    values: values({
      globalValues: { 'request.mode': 'dev' },
      policies: MOCKED.map((mocked, i) => ({
        name: `mock-${i}`,
        rules: [{ name: 'r', ...mocked }],
        ...(i < 2 && { resources: [{ name: 'one', values: { 'request.mode': 'own' } }] }),
      })),
    }),
  };
}

export const REQUESTS: Readonly<Record<string, () => World>> = { requests, settings, subresources, mocks };
