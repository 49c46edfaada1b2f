import type { Json, JsonObject } from '../../../src/model/json.ts';
import { constraint, never, object, template, validations } from './make.ts';
import type { World } from './world.ts';

const container = (name: string, more: JsonObject = {}): JsonObject => ({ name, image: `reg.io/${name}:1`, ...more });

/** Pods of several sorts, all of one namespace. */
export const PODS: readonly JsonObject[] = [
  object('Namespace', 'shop', {}, { labels: { env: 'prod' } }),
  pod('plain', { containers: [container('a')] }),
  pod('host', { hostNetwork: true, containers: [container('a'), container('b', { tty: true })] }),
  pod(
    'full',
    {
      initContainers: [container('init')],
      containers: [
        container('a', {
          image: 'reg.io/a@sha256:ab',
          resources: { limits: { cpu: '500m', memory: '1Gi' } },
          ports: [{ containerPort: 80 }, { containerPort: 443, hostPort: 443 }],
        }),
      ],
      volumes: [{ name: 'sock', hostPath: { path: '/var/run/docker.sock' } }],
    },
    { labels: { app: 'web', 'app.kubernetes.io/name': 'web' }, annotations: { note: 'x' } },
  ),
  pod('empty', {}),
  object('Service', 'svc', { spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } }, { namespace: 'shop' }),
];

function pod(name: string, spec: JsonObject, metadata: JsonObject = {}): JsonObject {
  return object('Pod', name, { spec }, { namespace: 'shop', ...metadata });
}

const CONTAINERS = 'variables.anyObject.spec.containers';

/** What templates may say; each is a template of its own with one constraint. */
const SOURCES: Readonly<Record<string, JsonObject>> = {
  Message: never('a message'),
  Spaces: never('  around  '),
  Lines: { validations: [{ expression: 'false', messageExpression: '"two\\nlines"', message: 'instead' }] },
  Silent: { validations: validations('false', '1 == 2', '  object == null  ') },
  Several: { validations: [{ expression: 'false', message: 'one' }, ...asList(validations('true', 'false'))] },
  Twice: {
    validations: [
      { expression: 'false', message: 'same' },
      { expression: '1 == 2', message: 'same' },
    ],
  },
  Both: { validations: [{ expression: 'false', message: 'plain', messageExpression: '"made " + object.kind' }] },
  BrokenMessage: {
    validations: [{ expression: 'false', message: 'plain', messageExpression: 'string(object.spec.nothing.at.all)' }],
  },
  BrokenMessageAlone: {
    validations: [{ expression: 'false', messageExpression: 'string(object.spec.nothing.at.all)' }],
  },
  EmptyMessage: { validations: [{ expression: 'false', message: 'plain', messageExpression: '""' }] },
  SpacesOnly: { validations: [{ expression: 'false', message: 'plain', messageExpression: '"  "' }] },
  Missing: { validations: validations('object.spec.nothing == 1', 'object.spec.nothing.more == 1') },
  MissingIgnored: { failurePolicy: 'Ignore', validations: validations('object.spec.nothing == 1', 'false') },
  FailPolicy: { failurePolicy: 'Fail', validations: validations('object.spec.nothing == 1') },
  Division: { validations: validations('1 / (size(object.kind) - size(object.kind)) == 1') },
  Overflow: { validations: validations('9223372036854775807 + int(size(object.kind)) > 0') },
  Index: { validations: validations(`${CONTAINERS}[5].name == "a"`) },
  Types: { validations: validations('object.kind > 5', 'object.kind.startsWith(dyn(1))') },
  Conversion: {
    validations: validations(
      'int(object.kind) == 1',
      'duration(object.kind) == duration("1s")',
      'timestamp(object.kind).getFullYear() > 1',
    ),
  },
  Regex: { validations: validations('object.kind.matches(object.kind + "(")', 'object.kind.matches("^Pod$")') },
  Old: { validations: validations('oldObject != null', 'has(oldObject.spec)') },
  AnyObject: { validations: validations('variables.anyObject == object', 'variables.anyObject.kind == "Service"') },
  Params: { validations: validations('variables.params == null', 'has(variables.params.nothing)') },
  ParamsText: {
    validations: [{ expression: 'false', messageExpression: '"params: " + string(variables.params.size)' }],
  },
  Conditions: {
    matchCondition: [{ name: 'pods', expression: 'object.kind == "Pod"' }],
    validations: [{ expression: 'false', message: 'a pod' }],
  },
  ConditionsFail: {
    matchCondition: [{ name: 'broken', expression: 'object.spec.hostNetwork == true' }],
    validations: [{ expression: 'false', message: 'on the host' }],
  },
  ConditionsIgnore: {
    failurePolicy: 'Ignore',
    matchCondition: [{ name: 'broken', expression: 'object.spec.hostNetwork == true' }],
    validations: [{ expression: 'false', message: 'on the host' }],
  },
  ConditionsTwo: {
    matchCondition: [
      { name: 'broken', expression: 'object.spec.hostNetwork == true' },
      { name: 'not-pods', expression: 'object.kind != "Pod"' },
    ],
    validations: [{ expression: 'false', message: 'no pod' }],
  },
  ConditionsVariables: {
    variables: [{ name: 'isPod', expression: 'object.kind == "Pod"' }],
    matchCondition: [{ name: 'pods', expression: 'variables.isPod' }],
    validations: [{ expression: 'false', message: 'a pod' }],
  },
  ConditionsAnyObject: {
    matchCondition: [{ name: 'pods', expression: 'variables.anyObject.kind == "Pod"' }],
    validations: [{ expression: 'false', message: 'a pod' }],
  },
  Variables: {
    variables: [
      { name: 'all', expression: `has(object.spec.containers) ? ${CONTAINERS} : []` },
      { name: 'names', expression: 'variables.all.map(c, c.name)' },
      { name: 'unused', expression: 'object.spec.nothing' },
    ],
    validations: [
      { expression: 'size(variables.names) == 1', messageExpression: '"names: " + variables.names.join(", ")' },
      { expression: 'variables.all.all(c, has(c.tty))' },
    ],
  },
  BrokenVariable: {
    variables: [{ name: 'broken', expression: 'object.spec.nothing' }],
    validations: validations('variables.broken == 1', 'true || variables.broken == 1'),
  },
  Limits: {
    validations: [
      {
        expression: `${CONTAINERS}.all(c, has(c.resources) && quantity(c.resources.limits.cpu).compareTo(quantity("1")) < 0)`,
        messageExpression: `"unlimited: " + ${CONTAINERS}.filter(c, !has(c.resources)).map(c, c.name).join(",")`,
      },
    ],
  },
  Optional: {
    validations: [
      {
        expression: 'object.?spec.?hostNetwork.orValue(false) == true',
        messageExpression: '"of " + object.metadata.name',
      },
      { expression: `object.spec.?containers.optMap(c, size(c)).orValue(0) == 1` },
    ],
  },
  Images: {
    validations: [
      {
        expression: `${CONTAINERS}.all(c, c.image.contains("@sha256:"))`,
        messageExpression: `${CONTAINERS}.filter(c, !c.image.contains("@")).map(c, c.image.split("/")[1]).join(" ")`,
      },
    ],
  },
  Libraries: {
    validations: validations(
      'ip("10.0.0.1").family() == 6',
      'cidr("10.0.0.0/8").containsIP("11.0.0.1")',
      'url("https://a.b/c").getHost() == "x"',
      'sets.contains([1], [2])',
      '"abc".find("[x]") != ""',
      'format.dns1123Label().validate(object.kind) == optional.none()',
      'isSemver("1.2")',
    ),
  },
  HostPorts: {
    variables: [{ name: 'ports', expression: `${CONTAINERS}.filter(c, has(c.ports)).map(c, c.ports)` }],
    validations: [
      { expression: 'variables.ports.all(list, list.all(p, !has(p.hostPort)))', message: 'a port of the host' },
    ],
  },
  Reason: { validations: [{ expression: 'false', message: 'why', reason: 'Forbidden' }] },
  Twovars: { validations: validations('object.metadata.all(k, v, k == "name")') },
};

function asList(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}

const templates: World = {
  policies: Object.entries(SOURCES).flatMap(([kind, source]) => [
    template(kind, source, { type: 'object' }),
    constraint(kind, 'here'),
    constraint(kind, 'with', { parameters: {} }),
  ]),
  objects: PODS,
};

export const TEMPLATES = { 'templates in CEL': () => templates };
