import type { JsonObject } from '../../src/model/json.ts';
import type { Random } from './access-worlds.ts';

/* Objects of a few kinds, made at random: what generated admission policies judge. */

export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly resource: string;
  readonly namespaced: boolean;
  make(dice: Dice): JsonObject;
}

/** Choices from one seed. */
export interface Dice {
  readonly below: Random;
  pick<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], most?: number): T[];
  /** True once in `n` times. */
  once(n: number): boolean;
}

export function diceOf(below: Random): Dice {
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  return {
    below,
    pick,
    some: (list, most = 3) => [...new Set(Array.from({ length: below(most + 1) }, () => pick(list)))],
    once: (n) => below(n) === 0,
  };
}

const TEXTS = ['web', 'api', 'prod', 'x1', 'a-b', '10', '3', '1.2.3', 'true'];
const KEYS = ['app', 'tier', 'n', 'env', 'a.b/c'];
const IMAGES = ['nginx:1.27', 'docker.io/library/busybox', 'ghcr.io/a/b@sha256:' + 'a'.repeat(64), 'quay.io/x/y:v2'];
const VALUES = [
  '10.1.2.3',
  '10.0.0.0/8',
  'https://example.com:8443/p?q=1',
  '500m',
  '2Gi',
  '1.4.0-rc.1',
  'word',
  '7',
  '',
];

function entries(dice: Dice, values: readonly string[], keys: readonly string[] = KEYS): JsonObject {
  return Object.fromEntries(dice.some(keys).map((key) => [key, dice.pick(values)]));
}

function metadata(dice: Dice): JsonObject {
  return {
    ...(dice.below(4) && { labels: entries(dice, TEXTS) }),
    ...(dice.once(2) && { annotations: entries(dice, VALUES) }),
    ...(dice.once(6) && { finalizers: ['example.com/keep'] }),
  };
}

function container(dice: Dice, name: string): JsonObject {
  return {
    name,
    image: dice.pick(IMAGES),
    ...(dice.once(2) && { resources: { limits: { cpu: dice.pick(['500m', '2', '1500m']), memory: '64Mi' } } }),
    ...(dice.once(2) && { securityContext: { privileged: dice.once(2), runAsUser: dice.pick([0, 1000]) } }),
    ...(dice.once(3) && { ports: [{ containerPort: dice.pick([80, 8080]) }, { containerPort: 53, protocol: 'UDP' }] }),
    ...(dice.once(3) && { env: [{ name: 'A', value: dice.pick(VALUES) }] }),
    ...(dice.once(4) && { args: dice.some(VALUES) }),
  };
}

function podSpec(dice: Dice): JsonObject {
  const names = ['main', 'side', 'third'].slice(0, 1 + dice.below(3));
  return {
    containers: names.map((name) => container(dice, name)),
    ...(dice.once(4) && { hostPID: true }),
    ...(dice.once(4) && { nodeSelector: { disk: 'ssd' } }),
    ...(dice.once(4) && { tolerations: [{ key: 'a', operator: 'Exists' }] }),
    ...(dice.once(4) && { volumes: [{ name: 'tmp', emptyDir: {} }] }),
  };
}

function kind(apiVersion: string, name: string, resource: string, make: Kind['make'], namespaced = true): Kind {
  return {
    apiVersion,
    kind: name,
    resource,
    namespaced,
    make: (dice) => ({ metadata: metadata(dice), ...make(dice) }),
  };
}

const deployment = (dice: Dice): JsonObject => ({
  spec: {
    replicas: dice.pick([0, 1, 2, 5]),
    selector: { matchLabels: { app: 'a' } },
    template: { metadata: { labels: { app: 'a' } }, spec: podSpec(dice) },
  },
});

const service = (dice: Dice): JsonObject => ({
  spec: {
    selector: { app: dice.pick(TEXTS) },
    ports: [
      { name: 'http', port: 80 },
      { name: 'dns', port: 53, protocol: 'UDP' },
    ].slice(0, 1 + dice.below(2)),
    ...(dice.once(3) && { externalIPs: ['203.0.113.7'] }),
  },
});

const widget = (dice: Dice): JsonObject => ({
  spec: {
    size: dice.pick([0, 3, 12]),
    ...(dice.once(2) && { ratio: dice.pick([0.5, 2]) }),
    ...(dice.once(2) && { tags: dice.some(TEXTS) }),
    ...(dice.once(2) && { limits: { cpu: '1', memory: '1Gi' } }),
    ...(dice.once(2) && { parts: [{ name: 'a', count: 1 }, { name: 'b' }] }),
    ...(dice.once(3) && { free: { any: [1, 'two', { three: null }] } }),
    ...(dice.once(3) && { port: dice.pick([80, 'http']) }),
  },
});

export const GROUP = 'test.example.com';

export const CONFIG_MAP = kind('v1', 'ConfigMap', 'configmaps', (dice) => ({
  data: entries(dice, VALUES, ['ip', 'cidr', 'url', 'cpu', 'version', 'app']),
}));
export const DEPLOYMENT = kind('apps/v1', 'Deployment', 'deployments', deployment);
export const POD = kind('v1', 'Pod', 'pods', (dice) => ({ spec: podSpec(dice) }));
export const SERVICE = kind('v1', 'Service', 'services', service);
export const WIDGET = kind(`${GROUP}/v1`, 'Widget', 'widgets', widget);
export const WIDGET_2 = kind(`${GROUP}/v2`, 'Widget', 'widgets', widget);
export const CLUSTER_ROLE = kind(
  'rbac.authorization.k8s.io/v1',
  'ClusterRole',
  'clusterroles',
  (dice) => ({
    rules: [{ apiGroups: [''], resources: dice.some(['pods', 'secrets', '*']).concat('nodes'), verbs: ['get'] }],
  }),
  false,
);

const structural = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'integer' },
        ratio: { type: 'number' },
        mode: { type: 'string' },
        tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
        plain: { type: 'array', items: { type: 'string' } },
        limits: { type: 'object', additionalProperties: { type: 'string' } },
        whole: { type: 'object', additionalProperties: { type: 'string' }, 'x-kubernetes-map-type': 'atomic' },
        parts: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string' }, count: { type: 'integer' }, note: { type: 'string' } },
          },
        },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        port: { 'x-kubernetes-int-or-string': true },
      },
    },
  },
};

function definition(kindName: string, plural: string, scope: string, versions: readonly string[], schema: JsonObject) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope,
      names: { kind: kindName, plural, singular: kindName.toLowerCase() },
      versions: versions.map((name, i) => ({
        name,
        served: true,
        storage: i === 0,
        schema: { openAPIV3Schema: schema },
      })),
    },
  };
}

const limit = {
  type: 'object',
  properties: { max: { type: 'integer' }, allowed: { type: 'array', items: { type: 'string' } } },
};

/** Widgets in two versions, and parameters in and outside of namespaces. */
export const DEFINITIONS: readonly JsonObject[] = [
  definition('Widget', 'widgets', 'Namespaced', ['v1', 'v2'], structural),
  definition('Limit', 'limits', 'Cluster', ['v1'], limit),
];
