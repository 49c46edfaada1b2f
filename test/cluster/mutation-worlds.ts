import type { JsonObject } from '../../src/model/json.ts';
import { CONFIG_MAP, DEPLOYMENT, POD, SERVICE, WIDGET, type Dice, type Kind } from './admission-objects.ts';
import { ADMISSION, matchResources, withinWorld, withName, USERS, type Sent } from './admission-worlds.ts';

/* Mutating policies made at random: apply configurations and JSON patches that fit, that change nothing and that fail. */

/** A policy with its bindings, its namespace, and requests that meet it. */
export interface MutationWorld {
  readonly namespace: JsonObject;
  readonly params: JsonObject;
  readonly policies: readonly JsonObject[];
  readonly bindings: readonly JsonObject[];
  readonly requests: readonly Sent[];
}

const KINDS = [CONFIG_MAP, DEPLOYMENT, POD, SERVICE, WIDGET];

/** Apply configurations of any object, then of one kind. */
const APPLY: Readonly<Record<string, readonly string[]>> = {
  any: [
    "Object{metadata: Object.metadata{labels: {'added': 'yes'}}}",
    "Object{metadata: Object.metadata{labels: {'app': object.metadata.name}, annotations: {'by': request.userInfo.username}}}",
    "Object{metadata: Object.metadata{labels: object.metadata.?labels.orValue({}).transformMap(k, v, v + '-x')}}",
    "has(object.metadata.labels) ? Object{} : Object{metadata: Object.metadata{labels: {'none': 'true'}}}",
    "Object{metadata: Object.metadata{annotations: {'n': string(size(object.metadata.name))}}}",
    "Object{metadata: Object.metadata{finalizers: ['example.com/more', 'example.com/keep']}}",
    "Object{metadata: Object.metadata{ownerReferences: [Object.metadata.ownerReferences{uid: 'u', name: 'x', kind: 'Y', apiVersion: 'v1'}]}}",
    "Object{metadata: Object.metadata{wrong: 'x'}}",
    "Object{metadata: Object.wrong{labels: {'a': 'b'}}}",
    "Object{metadata: Object.metadata{labels: {'app': null}}}",
    "Object{metadata: Object.metadata{labels: {'app': object.metadata.labels.tier}}}",
    "Object{metadata: Object.metadata{name: 'a'}}",
    "Object{metadata: Object.metadata{labels: {'count': 3}}}",
    'Object{metadata: Object.metadata{labels: variables.shared}}',
    "Object{metadata: Object.metadata{annotations: {'limit': params.data.max}}}",
  ],
  ConfigMap: [
    "Object{data: {'extra': 'value', 'ip': '10.9.9.9'}}",
    'Object{data: object.?data.orValue({}).transformMap(k, v, v.upperAscii())}',
    'Object{immutable: true}',
    "Object{immutable: 'yes'}",
    "Object{data: ['a']}",
  ],
  Deployment: [
    'Object{spec: Object.spec{replicas: object.spec.replicas + 1}}',
    'Object{spec: Object.spec{replicas: null}}',
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: 'sidecar', image: 'busybox'}]}}}}",
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: object.spec.template.spec.containers.map(c, Object.spec.template.spec.containers{name: c.name, imagePullPolicy: 'Always'})}}}}",
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: 'side', ports: [Object.spec.template.spec.containers.ports{containerPort: 9090}, Object.spec.template.spec.containers.ports{containerPort: 53, protocol: 'UDP', name: 'dns'}]}, Object.spec.template.spec.containers{name: 'main', env: [Object.spec.template.spec.containers.env{name: 'B', value: 'b'}, Object.spec.template.spec.containers.env{name: 'A', value: 'a'}]}]}}}}",
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{tolerations: [Object.spec.template.spec.tolerations{key: 'b'}]}}}}",
    'Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{tolerations: []}}}}',
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{nodeSelector: {'a': 'b'}}}}}",
    "Object{spec: Object.spec{selector: Object.spec.selector{matchLabels: {'app': 'b'}}}}",
    'Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{securityContext: Object.spec.template.spec.securityContext{runAsNonRoot: true, sysctls: []}}}}}',
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [{'name': 'main', 'tty': true}]}}}}",
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{image: 'nameless'}]}}}}",
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: 'main', resources: Object.spec.template.spec.containers.resources{limits: {'cpu': '3'}}}]}}}}",
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: 'dup'}, Object.spec.template.spec.containers{name: 'dup'}]}}}}",
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{volumes: [Object.spec.template.spec.volumes{name: 'cache', emptyDir: Object.spec.template.spec.volumes.emptyDir{}}, Object.spec.template.spec.volumes{name: 'tmp', emptyDir: Object.spec.template.spec.volumes.emptyDir{medium: 'Memory'}}]}}}}",
    "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{initContainers: [Object.spec.template.spec.initContainers{name: 'mesh', image: 'mesh:1', restartPolicy: 'Always', args: ['proxy']}]}}}}",
    "Object{spec: Object.spec{strategy: Object.spec.strategy{rollingUpdate: Object.spec.strategy.rollingUpdate{maxSurge: 2, maxUnavailable: '10%'}}}}",
  ],
  Pod: [
    "Object{spec: Object.spec{containers: [Object.spec.containers{name: 'third', image: 'z'}, Object.spec.containers{name: 'new', image: 'n'}, Object.spec.containers{name: 'main', stdin: true}]}}",
    'Object{spec: Object.spec{automountServiceAccountToken: false, hostPID: false}}',
    "Object{spec: Object.spec{imagePullSecrets: [Object.spec.imagePullSecrets{name: 'pull'}]}}",
    "Object{spec: Object.spec{activeDeadlineSeconds: 'soon'}}",
    'Object{spec: Object.spec{containers: object.spec.containers.map(c, !has(c.securityContext), Object.spec.containers{name: c.name, securityContext: Object.spec.containers.securityContext{allowPrivilegeEscalation: false}})}}',
  ],
  Service: [
    "Object{spec: Object.spec{ports: [Object.spec.ports{port: 80, name: 'web'}, Object.spec.ports{port: 443, name: 'tls'}]}}",
    "Object{spec: Object.spec{selector: {'app': 'z'}}}",
    "Object{spec: Object.spec{externalIPs: ['203.0.113.9']}}",
    "Object{spec: Object.spec{sessionAffinity: 'ClientIP'}}",
  ],
  Widget: [
    "Object{spec: Object.spec{tags: ['web', 'new', 'api']}}",
    "Object{spec: Object.spec{plain: ['a']}}",
    "Object{spec: Object.spec{whole: {'a': 'b'}}}",
    "Object{spec: Object.spec{parts: [Object.spec.parts{name: 'b', count: 7}, Object.spec.parts{name: 'c'}, Object.spec.parts{name: 'a', note: 'first'}]}}",
    "Object{spec: Object.spec{limits: {'disk': '9Gi', 'cpu': '4'}}}",
    "Object{spec: Object.spec{size: 'big'}}",
    "Object{spec: Object.spec{port: 'named', ratio: 1.5}}",
    'Object{spec: Object.spec{free: Object.spec.free{more: 1}}}',
    "Object{spec: Object.spec{tags: ['twice', 'twice']}}",
    'Object{spec: Object.spec{undeclared: 1}}',
  ],
};

const PATCHES: Readonly<Record<string, readonly string[]>> = {
  any: [
    "[JSONPatch{op: 'add', path: '/metadata/labels', value: {'only': 'one'}}]",
    "[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a.b/c~d'), value: 'x'}]",
    "[JSONPatch{op: 'test', path: '/metadata/name', value: 'a'}, JSONPatch{op: 'add', path: '/metadata/annotations', value: {'was': 'a'}}]",
    "[JSONPatch{op: 'test', path: '/metadata/labels/app', value: 'web'}, JSONPatch{op: 'replace', path: '/metadata/labels/app', value: 'api'}]",
    "[JSONPatch{op: 'remove', path: '/metadata/labels'}]",
    "[JSONPatch{op: 'remove', path: '/metadata/labels/app'}]",
    "[JSONPatch{op: 'replace', path: '/metadata/annotations/app', value: 'r'}]",
    "[JSONPatch{op: 'copy', from: '/metadata/name', path: '/metadata/generateName'}]",
    "[JSONPatch{op: 'move', from: '/metadata/labels', path: '/metadata/annotations'}]",
    "[JSONPatch{op: 'add', path: '/metadata/unknown', value: 1}]",
    "[JSONPatch{op: 'frob', path: '/metadata'}]",
    "object.metadata.labels.map(k, JSONPatch{op: 'remove', path: '/metadata/labels/' + jsonpatch.escapeKey(k)})",
    "has(object.metadata.labels) ? [] : [JSONPatch{op: 'add', path: '/metadata/labels', value: Object.metadata.labels{app: 'made'}}]",
    "[JSONPatch{op: 'add', path: '/metadata/finalizers/-', value: 'example.com/z'}]",
    "[JSONPatch{op: 'add', path: '/metadata/annotations', value: {'a': object.metadata.labels.app}}]",
    "[JSONPatch{op: 'test', path: '/metadata/nothing', value: 1}, JSONPatch{op: 'remove', path: '/metadata/labels'}]",
  ],
  Deployment: [
    "[JSONPatch{op: 'replace', path: '/spec/replicas', value: object.spec.replicas * 2}]",
    "[JSONPatch{op: 'add', path: '/spec/template/spec/containers/-', value: Object.spec.template.spec.containers{name: 'p', image: 'p:1'}}]",
    "[JSONPatch{op: 'add', path: '/spec/template/spec/containers/0', value: Object.spec.template.spec.containers{name: 'first', image: 'p:1'}}]",
    "[JSONPatch{op: 'remove', path: '/spec/template/spec/containers/1'}]",
    "[JSONPatch{op: 'replace', path: '/spec/template/spec/containers/-1/image', value: 'last:1'}]",
    "[JSONPatch{op: 'add', path: '/spec/template/spec/tolerations', value: [Object.spec.template.spec.tolerations{key: 'k', operator: 'Exists'}]}]",
    "[JSONPatch{op: 'add', path: '/spec/replicas', value: 'many'}]",
  ],
  ConfigMap: [
    "[JSONPatch{op: 'add', path: '/data', value: {}}]",
    "[JSONPatch{op: 'add', path: '/data/new', value: 'v'}]",
    "[JSONPatch{op: 'add', path: '/immutable', value: true}, JSONPatch{op: 'add', path: '/data', value: {'n': '1'}}]",
  ],
  Widget: [
    "[JSONPatch{op: 'add', path: '/spec/parts', value: [Object.spec.parts{name: 'q'}]}]",
    "[JSONPatch{op: 'replace', path: '/spec/size', value: 4}]",
    "[JSONPatch{op: 'add', path: '/spec/plain', value: ['x', 'y']}, JSONPatch{op: 'remove', path: '/spec/plain/0'}]",
    "[JSONPatch{op: 'add', path: '/spec/ratio', value: 2.0}]",
  ],
};

interface Mutation {
  readonly isPatch: boolean;
  readonly kind: Kind | undefined;
  readonly expression: string;
}

/** Every expression, each of which begins one world. */
const ALL: readonly Mutation[] = [APPLY, PATCHES].flatMap((table, t) =>
  Object.entries(table).flatMap(([name, list]) =>
    list.map((expression) => ({ isPatch: t === 1, kind: KINDS.find(({ kind }) => kind === name), expression })),
  ),
);

export const MUTATIONS = ALL.length;

export function generateMutationWorld(index: number, dice: Dice, requests: number): MutationWorld {
  const prefix = `m${index}`;
  const first = ALL[index % ALL.length]!;
  const kind = first.kind ?? dice.pick(KINDS);
  const params = first.expression.includes('params') || dice.once(4);
  const policy = mutatingPolicy(prefix, kind, params, first, dice);
  return {
    namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: prefix, labels: { world: prefix } } },
    params: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'limit-a', namespace: prefix, labels: { limit: 'yes' } },
      data: { max: '5' },
    },
    policies: [policy],
    bindings: [mutatingBinding(prefix, params, dice)],
    requests: Array.from({ length: requests }, () => ({
      operation: 'CREATE' as const,
      kind,
      namespace: prefix,
      name: dice.pick(['a', 'b', 'web']),
      subresource: '' as const,
      object: withName(kind.make(dice), kind, dice.pick(['a', 'b', 'web']), prefix),
      user: dice.pick(USERS),
    })),
  };
}

const CONDITIONS = [
  "object.metadata.name != 'b'",
  "object.metadata.labels.app == 'web'",
  "variables.shared['shared'] == 'a'",
];

function mutatingPolicy(name: string, kind: Kind, params: boolean, first: Mutation, dice: Dice): JsonObject {
  const fitting = ALL.filter((one) => (one.kind ?? kind) === kind && (params || !one.expression.includes('params')));
  const chosen = dice.once(3) ? [first, dice.pick(fitting)] : [first];
  const mutations = chosen.map(({ isPatch, expression }) =>
    isPatch
      ? { patchType: 'JSONPatch', jsonPatch: { expression } }
      : { patchType: 'ApplyConfiguration', applyConfiguration: { expression } },
  );
  return {
    apiVersion: ADMISSION,
    kind: 'MutatingAdmissionPolicy',
    metadata: { name },
    spec: {
      failurePolicy: dice.pick(['Fail', 'Fail', 'Ignore']),
      reinvocationPolicy: dice.pick(['Never', 'IfNeeded']),
      ...(params && { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }),
      matchConstraints: {
        ...withoutDeletes(matchResources(kind, dice, true)),
        namespaceSelector: { matchLabels: { world: name } },
      },
      ...(dice.once(4) && {
        matchConditions: [{ name: 'c', expression: dice.pick(CONDITIONS) }],
      }),
      variables: [{ name: 'shared', expression: "{'shared': object.metadata.name}" }],
      mutations,
    },
  };
}

/** Mutating policies may not match DELETE. */
function withoutDeletes(match: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(match).replaceAll('"DELETE"', '"UPDATE"')) as JsonObject;
}

function mutatingBinding(name: string, params: boolean, dice: Dice): JsonObject {
  return {
    apiVersion: ADMISSION,
    kind: 'MutatingAdmissionPolicyBinding',
    metadata: { name },
    spec: {
      policyName: name,
      matchResources: withinWorld(name, dice),
      ...(params && {
        paramRef: {
          name: dice.pick(['limit-a', 'limit-a', 'none']),
          parameterNotFoundAction: dice.pick(['Allow', 'Deny']),
        },
      }),
    },
  };
}
