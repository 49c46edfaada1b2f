import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object } from './make.ts';
import type { World } from './world.ts';

/* Deleting and generating policies, exceptions and autogen of policies.kyverno.io. */

function policy(kind: string, name: string, spec: JsonObject): JsonObject {
  return { apiVersion: 'policies.kyverno.io/v1', kind, metadata: { name }, spec };
}

function rule(group: string, resource: string, more: JsonObject = {}): JsonObject {
  return { apiGroups: [group], apiVersions: ['v1'], operations: ['CREATE'], resources: [resource], ...more };
}

const PODS: JsonObject = { resourceRules: [rule('', 'pods')] };

const conditions = (...expressions: readonly string[]): Json =>
  expressions.map((expression, i) => ({ name: `c${i}`, expression }));

const TEMPLATE = { metadata: { labels: { app: 'web' } }, spec: { hostNetwork: true, containers: [{ name: 'web' }] } };
const POD = object('Pod', 'a', { spec: TEMPLATE.spec }, { labels: { app: 'web', old: 'true' } });
const CONTROLLERS = [
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => `apps/v1 ${kind}`),
  'batch/v1 Job',
].map((kind) => object(kind, 'it', { spec: { template: TEMPLATE } }));
const CRON_JOB = object('batch/v1 CronJob', 'it', {
  spec: { schedule: '* * * * *', jobTemplate: { spec: { template: TEMPLATE } } },
});

const DELETIONS: readonly JsonObject[] = [
  {},
  { conditions: conditions("object.metadata.name == 'a'") },
  { conditions: conditions("object.metadata.labels.old == 'true'") },
  { conditions: conditions('has(object.metadata.labels)', "object.metadata.name == 'b'") },
  { conditions: conditions('object.metadata.missing.x == 1') },
  { conditions: conditions("variables.n == 'b'"), variables: [{ name: 'n', expression: 'object.metadata.name' }] },
  { conditions: conditions("time.now() > timestamp('2020-01-01T00:00:00Z')") },
  { matchConstraints: { ...PODS, objectSelector: { matchLabels: { old: 'true' } } } },
  { matchConstraints: { ...PODS, excludeResourceRules: [rule('', 'pods', { resourceNames: ['a'] })] } },
  { matchConstraints: { resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments'] }] } },
  { matchConstraints: { resourceRules: [rule('', 'pods', { scope: 'Cluster' })] } },
];

function deleting(): World {
  return {
    policies: DELETIONS.map((spec, i) =>
      policy('DeletingPolicy', `d${i}`, { schedule: '0 1 * * *', matchConstraints: PODS, ...spec }),
    ),
    resources: [POD, object('Pod', 'b', { spec: { containers: [] } }), ...CONTROLLERS],
  };
}

const MADE = (name: string): string =>
  `{"kind": dyn("ConfigMap"), "apiVersion": dyn("v1"), "metadata": dyn({"name": "${name}"})}`;
const OWN = 'string(object.metadata.name)';

/** Expressions, each with the name of what it makes. */
const EXPRESSIONS: readonly ((name: string) => string)[] = [
  (name) => `generator.Apply(${OWN}, [${MADE(name)}, ${MADE(`${name}-b`)}])`,
  (name) => `generator.Apply('', [${MADE(name)}])`,
  (name) => `string(object.metadata.labels.list).split('-').all(n, generator.Apply(n, [${MADE(name)}]))`,
  (name) => `generator.Apply(string(object.metadata.missing), [${MADE(name)}])`,
  (name) => `object.metadata.name == 'one' && generator.Apply(${OWN}, [${MADE(name)}])`,
  () => `generator.Apply(${OWN}, [])`,
  (name) => `generator.apply(${OWN}, [${MADE(name)}])`,
];

/** Values of a field of a template. */
const VALUES: readonly string[] = [
  '(( object.metadata.name ))',
  '((object.metadata.name))',
  'x-(( size(object.metadata.name) ))-(( object.metadata.name ))',
  String.raw`a \((b)) (( 1 ))`,
  '(( size("))") ))',
  '(((1 + 2) * 3))',
  '"(( 5 )) "',
  '(( variables.m ))',
  'x(( variables.m ))',
  '(( variables.bad ))',
  '(( 1 ))(( 2 ))',
  '"(( 1.0 ))-(( 1.5 ))"',
  '(( duration("1h") ))',
  'x(( null ))',
  '{b: "(( 1 ))", c: [x, "(( object.metadata.name ))"]}',
  '|\n    line (( 1 ))\n    (( 2 ))',
  'plain ) text ))',
  '(( object.metadata.labels[?"a"].orValue("none") ))',
  '(( uint(5) ))',
  '>-\n    (( object.metadata.name ))',
];

function templateOf(name: string, value: string): JsonObject {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: "(( object.metadata.name ))"}\ndata:\n  a: ${value}\n`;
  return { template: { interpolate: 'cel', value: text } };
}

function generating(): World {
  const variables = [
    { name: 'm', expression: '{"x": [1, 2]}' },
    { name: 'bad', expression: 'object.spec.nope' },
  ];
  const plain = 'apiVersion: v1\nkind: Secret\nmetadata: {name: plain, namespace: made}\nstringData: {a: (( 1 ))}\n';
  const generations: readonly JsonObject[] = [
    ...EXPRESSIONS.map((expression, i) => ({ expression: expression(`e${i}`) })),
    ...VALUES.map((value, i) => templateOf(`t${i}`, value)),
    { template: { value: `${plain}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: made}\n` } },
  ];
  return {
    policies: generations.map((one, i) =>
      policy('GeneratingPolicy', `g${i}`, {
        matchConstraints: { resourceRules: [rule('', 'namespaces')] },
        variables,
        generate: [one],
      }),
    ),
    resources: ['one', 'two'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { list: `p-${name}` } },
    })),
  };
}

const no = (expression: string): JsonObject => ({ validations: [{ expression, message: 'No.' }] });
const HOST = no('!has(object.spec.hostNetwork)');
const IMAGES = no('object.spec.containers.all(c, string(c.image) in exceptions.allowedImages)');
const NAMES = no('object.spec.containers.all(c, c.name in exceptions.allowedValues)');

/** Policies with the specs of their exceptions. */
const EXCEPTED: readonly (readonly [spec: JsonObject, ...exceptions: readonly JsonObject[]])[] = [
  [HOST, { matchConditions: conditions("object.metadata.name == 'a'") }],
  [HOST, { matchConditions: conditions("object.metadata.name == 'a'"), reportResult: 'pass' }],
  [HOST, { matchConditions: conditions('object.metadata.missing == 1') }],
  [HOST, { matchConditions: conditions("object.metadata.name == 'a'", "object.metadata.namespace == 'other'") }],
  [HOST, { matchConditions: conditions("object.metadata.name == 'a'") }, { matchConditions: conditions('true') }],
  [HOST, { matchConditions: conditions('true'), reportResult: 'pass' }, { matchConditions: conditions('true') }],
  [HOST, { matchConditions: conditions('true'), images: ['nginx'], reportResult: 'pass' }],
  [HOST, { matchConditions: conditions("request.operation == 'CREATE' && request.namespace == 'shop'") }],
  [HOST, {}],
  [IMAGES, { images: ['nginx'], matchConditions: conditions("object.metadata.name == 'b'") }],
  [IMAGES, { images: ['ngin*'], matchConditions: conditions('true') }],
  [IMAGES, { images: ['nginx'], matchConditions: conditions('true') }, { allowedValues: ['x'] }],
  [NAMES, { allowedValues: ['web'], matchConditions: conditions('true') }],
  [NAMES, { allowedValues: ['we*'], matchConditions: conditions('true') }],
];

function excepted(): World {
  return {
    policies: EXCEPTED.map(([spec], i) => policy('ValidatingPolicy', `x${i}`, { matchConstraints: PODS, ...spec })),
    exceptions: EXCEPTED.flatMap(([, ...exceptions], i) =>
      exceptions.map((spec, j) => ({
        apiVersion: 'policies.kyverno.io/v1',
        kind: 'PolicyException',
        metadata: { name: `e${i}-${j}`, namespace: 'shop' },
        spec: { policyRefs: [{ name: `x${i}`, kind: 'ValidatingPolicy' }], ...spec },
      })),
    ),
    resources: [POD, object('Pod', 'b', { spec: { containers: [{ name: 'web', image: 'nginx' }] } })],
  };
}

const REPEATED: readonly JsonObject[] = [
  { autogen: { podControllers: { controllers: ['deployments', 'jobs', 'cronjobs', 'statefulsets'] } } },
  { autogen: { podControllers: { controllers: ['daemonsets', 'replicasets'] } } },
  { autogen: { podControllers: { controllers: ['pods', 'things'] } } },
  { autogen: {} },
  { autogen: { podControllers: {} } },
  { matchConditions: conditions("object.spec.containers.exists(c, c.name == 'web')") },
  { matchConditions: conditions("object.metadata.labels.app == 'web'") },
  { matchConditions: conditions("object.metadata.name == 'a'") },
  no("object.metadata.namespace == 'shop'"),
  no("request.object.kind == 'Pod' && object.kind == 'Pod'"),
  no("object['spec']['containers'].all(c, c.name == 'x')"),
  no('[object].all(o, !has(o.spec.hostNetwork))'),
  { ...no('variables.n == "x"'), variables: [{ name: 'n', expression: 'object.spec.containers[0].name' }] },
  { matchConstraints: { resourceRules: [rule('', 'pods', { operations: ['*'] })] } },
  { matchConstraints: { resourceRules: [rule('', 'pods', { apiVersions: ['*'] })] } },
  { matchConstraints: { resourceRules: [rule('*', 'pods')] } },
  { matchConstraints: { resourceRules: [rule('', 'pods'), rule('apps', 'deployments')] } },
  { matchConstraints: { resourceRules: [rule('', 'pods', { resources: ['pods', 'pods/ephemeralcontainers'] })] } },
  { matchConstraints: { resourceRules: [rule('', 'pods/*')] } },
  { matchConstraints: { resourceRules: [rule('', 'pods', { scope: 'Namespaced' })] } },
  { matchConstraints: { ...PODS, objectSelector: {}, namespaceSelector: {} } },
  { matchConstraints: { ...PODS, matchPolicy: 'Exact' } },
];

function repeated(): World {
  return {
    policies: REPEATED.map((spec, i) =>
      policy('ValidatingPolicy', `r${i}`, { matchConstraints: PODS, ...HOST, ...spec }),
    ),
    resources: [POD, ...CONTROLLERS, CRON_JOB],
  };
}

export const CEL_KINDS: Readonly<Record<string, () => World>> = {
  'deleting policies': deleting,
  'generating policies': generating,
  'exceptions of CEL policies': excepted,
  'autogen of CEL policies': repeated,
};
