import type { Json, JsonObject } from '../../../src/model/json.ts';
import { CEL_FUNCTIONS } from './cel-functions.ts';
import { CEL_KINDS } from './cel-kinds.ts';
import { pods } from './make.ts';
import type { World } from './world.ts';

/*
 * Policies of policies.kyverno.io with autogen and exceptions, and admission policies of Kubernetes. Few of each: Kyverno
 * compiles them anew for each object.
 */

const PODS: JsonObject = {
  resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods'] }],
};

function policy(kind: string, name: string, spec: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind,
    metadata: { name, ...metadata },
    spec: { matchConstraints: PODS, ...spec },
  };
}

function rules(...list: readonly (readonly [group: string, version: string, resource: string])[]): Json {
  return {
    resourceRules: list.map(([group, version, resource]) => ({
      apiGroups: [group],
      apiVersions: [version],
      operations: ['CREATE'],
      resources: [resource],
    })),
  };
}

const no = (expression: string, more: JsonObject = {}): JsonObject => ({
  validations: [{ expression, message: 'No.', ...more }],
});
const HOST = no('!has(object.spec.hostNetwork) || !object.spec.hostNetwork');

const VALIDATING: readonly JsonObject[] = [
  HOST,
  no("object.metadata.?labels.?team.orValue('') != ''"),
  no('object.spec.containers.all(c, c.image.contains(":"))', { messageExpression: "'Images of ' + object.kind" }),
  no('object.spec.missing == 1'),
  { ...HOST, matchConditions: [{ name: 'bad', expression: 'object.spec.missing == 1' }] },
  { ...no('object.spec.missing == 1'), failurePolicy: 'Ignore' },
  {
    variables: [{ name: 'images', expression: 'object.spec.containers.map(c, c.image)' }],
    ...no("variables.images.all(i, i.startsWith('nginx'))"),
  },
  { validations: [{ expression: 'true' }, { expression: "object.kind != 'Pod'", message: 'Second.' }] },
  { ...HOST, autogen: { podControllers: { controllers: [] } } },
  { ...HOST, autogen: { podControllers: { controllers: ['deployments'] } } },
  { ...HOST, autogen: { podControllers: { controllers: ['cronjobs'] } } },
  { ...HOST, matchConstraints: rules(['apps', 'v1', 'deployments']) },
  { ...HOST, matchConstraints: rules(['*', '*', '*']) },
  { ...HOST, matchConstraints: rules(['', 'v1', 'pods'], ['batch', 'v1', 'cronjobs']) },
  { ...HOST, matchConstraints: { ...PODS, objectSelector: { matchLabels: { team: 'abc' } } } },
  { ...HOST, matchConstraints: { ...PODS, namespaceSelector: { matchLabels: { team: 'a' } } } },
  { ...HOST, validationActions: ['Audit'] },
  no("image(object.spec.containers[0].image).registry() == 'index.docker.io'"),
  no('size(object.spec.containers.map(c, c.name)) < 2 && object.spec.containers.exists_one(c, c.name == "web")'),
  no("quantity(object.spec.containers[0].?resources.?limits.?memory.orValue('0')).isLessThan(quantity('2Gi'))"),
  no("object.metadata.?annotations[?'note'].orValue('x') == 'x'"),
  no("request.operation == 'CREATE' && request.namespace == 'shop'"),
  no('json.unmarshal(\'{"a": 1}\').a == 1'),
  no(
    'object.spec.containers.all(c, has(c.securityContext) && has(c.securityContext.privileged) ? !c.securityContext.privileged : true)',
  ),
];

const EXCEPTIONS: readonly JsonObject[] = [
  {
    policyRefs: [{ name: 'v0', kind: 'ValidatingPolicy' }],
    matchConditions: [{ name: 'a', expression: "object.metadata.name == 'p2-web'" }],
  },
  { policyRefs: [{ name: 'v1', kind: 'ValidatingPolicy' }] },
  { policyRefs: [{ name: 'v2', kind: 'MutatingPolicy' }] },
];

const exceptions = EXCEPTIONS.map((spec, i) => ({
  apiVersion: 'policies.kyverno.io/v1',
  kind: 'PolicyException',
  metadata: { name: `e${i}`, namespace: 'shop' },
  spec,
}));

function validating(): World {
  return {
    policies: VALIDATING.map((spec, i) => policy('ValidatingPolicy', `v${i}`, spec)),
    resources: pods().slice(0, 9),
  };
}

function excepted(): World {
  const { policies, resources } = validating();
  return { policies: policies.slice(0, 3), resources, exceptions };
}

const apply = (expression: string): Json => [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }];
const patch = (expression: string): Json => [{ patchType: 'JSONPatch', jsonPatch: { expression } }];

const MUTATIONS: readonly Json[] = [
  apply('Object{spec: Object.spec{hostNetwork: false}}'),
  apply(
    'Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, imagePullPolicy: "Always"})}}',
  ),
  apply('has(object.spec.hostNetwork) ? Object{spec: Object.spec{dnsPolicy: "Default"}} : Object{}'),
  patch('[JSONPatch{op: "add", path: "/spec/dnsPolicy", value: "Default"}]'),
  patch('[JSONPatch{op: "replace", path: "/spec/containers/0/image", value: "x/" + object.spec.containers[0].image}]'),
  patch('[JSONPatch{op: "remove", path: "/spec/missing"}]'),
  patch(
    'has(object.metadata.labels) ? [JSONPatch{op: "add", path: "/metadata/labels/" + jsonpatch.escapeKey("a/b"), value: "c"}] : [JSONPatch{op: "add", path: "/metadata/labels", value: {"a/b": "c"}}]',
  ),
];

/** Each mutation is about objects that no other changes. */
function mutating(): World {
  const own = (i: number): Json => [{ name: 'own', expression: `object.metadata.namespace == 'ns-${i}'` }];
  return {
    policies: MUTATIONS.map((mutations, i) =>
      policy('MutatingPolicy', `m${i}`, { mutations, matchConditions: own(i) }),
    ),
    resources: MUTATIONS.flatMap((_, i) =>
      pods()
        .slice(0, 2)
        .map((one) => ({ ...one, metadata: { ...(one['metadata'] as JsonObject), namespace: `ns-${i}` } })),
    ),
  };
}

const MAKE =
  'generator.Apply(object.metadata.name, [{"kind": dyn("ConfigMap"), "apiVersion": dyn("v1"), "metadata": dyn({"name": "made", "namespace": object.metadata.name}), "data": dyn({"a": "b"})}])';

function generating(): World {
  const of: Json = rules(['', 'v1', 'namespaces']);
  return {
    policies: [
      policy('GeneratingPolicy', 'g0', { matchConstraints: of, generate: [{ expression: MAKE }] }),
      policy('GeneratingPolicy', 'g1', {
        matchConstraints: of,
        matchConditions: [{ name: 'a', expression: "object.metadata.name == 'one'" }],
        generate: [{ expression: MAKE }],
      }),
    ],
    resources: ['one', 'two'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  };
}

const ADMISSION: readonly JsonObject[] = [
  HOST,
  no("object.metadata.?labels.?team.orValue('') != ''"),
  { ...HOST, matchConditions: [{ name: 'web', expression: "object.metadata.name.endsWith('web')" }] },
  no('object.spec.missing == 1'),
  { variables: [{ name: 'n', expression: 'size(object.spec.containers)' }], ...no('variables.n < 2') },
  { ...HOST, matchConstraints: rules(['*', '*', '*']) },
];

/** Kyverno's command line does not ask which kinds these policies are about. */
function admission(): World {
  return {
    policies: ADMISSION.flatMap((spec, i) => [
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name: `a${i}` },
        spec: { matchConstraints: PODS, failurePolicy: 'Fail', ...spec },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name: `b${i}` },
        spec: { policyName: `a${i}`, validationActions: ['Deny'] },
      },
    ]),
    resources: pods().filter(({ kind }) => kind === 'Pod'),
  };
}

export const CEL_POLICIES: Readonly<Record<string, () => World>> = {
  validating,
  excepted,
  'mutating policies': mutating,
  generating,
  admission,
  ...CEL_KINDS,
  ...CEL_FUNCTIONS,
};
