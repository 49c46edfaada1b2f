import type { JsonObject } from '../../../src/model/json.ts';
import { constraint, object, template } from './make.ts';
import type { World } from './world.ts';

type Kind = readonly [group: string, version: string, kind: string];

const POD: Kind = ['', 'v1', 'Pod'];

function expansion(
  name: string,
  [group, version, kind]: Kind,
  source: string,
  made: Kind,
  more: JsonObject = {},
): JsonObject {
  const [madeGroup, madeVersion, madeKind] = made;
  return {
    apiVersion: 'expansion.gatekeeper.sh/v1alpha1',
    kind: 'ExpansionTemplate',
    metadata: { name },
    spec: {
      applyTo: [{ groups: [group], versions: [version], kinds: [kind] }],
      templateSource: source,
      generatedGVK: { group: madeGroup, version: madeVersion, kind: madeKind },
      ...more,
    },
  };
}

const DEPLOYMENTS = expansion('deployments', ['apps', 'v1', 'Deployment'], 'spec.template', POD);
const JOBS = expansion('jobs', ['batch', 'v1', 'Job'], 'spec.template', POD);
const CRON_JOBS = expansion('cron-jobs', ['batch', 'v1', 'CronJob'], 'spec.jobTemplate', ['batch', 'v1', 'Job']);

const POD_SPEC: JsonObject = { containers: [{ name: 'a', image: 'nginx' }] };
const ALL: JsonObject = { metadata: { labels: { app: 'web', tier: 'front' } }, spec: POD_SPEC };
const place = { namespace: 'shop' };

const OBJECTS: readonly JsonObject[] = [
  object('Namespace', 'shop', {}, { labels: { env: 'prod' } }),
  object('apps/v1 Deployment', 'web', { spec: { template: ALL } }, { ...place, labels: { of: 'deployment' } }),
  object(
    'apps/v1 Deployment',
    'named',
    { spec: { template: { ...ALL, metadata: { name: 'own', namespace: 'other' } } } },
    place,
  ),
  object('apps/v1 Deployment', 'bare', { spec: { template: { spec: POD_SPEC } } }, place),
  object('apps/v1 StatefulSet', 'db', { spec: { template: ALL } }, place),
  object('batch/v1 Job', 'once', { spec: { template: { spec: POD_SPEC } } }, place),
  object('batch/v1 CronJob', 'often', { spec: { jobTemplate: { metadata: {}, spec: { template: ALL } } } }, place),
  object('Pod', 'own', { spec: POD_SPEC }, place),
];

const SHOWN = template('Shown', {
  validations: [
    {
      expression: 'false',
      messageExpression: [
        'object.apiVersion + " " + object.kind + " " + object.metadata.namespace + "/" + object.metadata.name',
        '" labels " + (has(object.metadata.labels) ? ["app", "made", "of", "tier"].filter(k, k in object.metadata.labels).map(k, k + "=" + object.metadata.labels[k]).join(",") : "-")',
        '" owners " + (has(object.metadata.ownerReferences) ? object.metadata.ownerReferences.map(o, o.apiVersion + " " + o.kind + " " + o.name).join(",") : "-")',
        '" image " + (has(object.spec.containers) ? object.spec.containers.map(c, c.image + (has(c.tty) ? " tty" : "")).join(",") : "-")',
      ].join(' + '),
    },
  ],
});

const PODS: JsonObject = { kinds: [{ apiGroups: [''], kinds: ['Pod'] }] };
const NOT_NAMESPACES: JsonObject = { scope: 'Namespaced' };

const CONSTRAINTS: readonly JsonObject[] = [
  PODS,
  NOT_NAMESPACES,
  { ...PODS, source: 'Original' },
  { ...PODS, source: 'Generated' },
  { ...PODS, source: 'All' },
  { ...NOT_NAMESPACES, source: 'Original' },
  { ...PODS, labelSelector: { matchLabels: { app: 'web' } } },
  { ...NOT_NAMESPACES, labelSelector: { matchLabels: { of: 'deployment' } } },
  { ...PODS, name: 'web-*' },
  { ...PODS, namespaces: ['shop'] },
  { ...PODS, excludedNamespaces: ['shop'] },
  { ...PODS, namespaceSelector: { matchLabels: { env: 'prod' } } },
  { kinds: [{ apiGroups: ['batch'], kinds: ['Job'] }] },
].map((match, i) => constraint('Shown', `c${i}`, { match }));

function mutator(kind: string, name: string, location: string, value: string | boolean, match: JsonObject): JsonObject {
  const applyTo = [{ groups: [''], kinds: ['Pod'], versions: ['v1'] }];
  const spec = { ...(kind === 'Assign' && { applyTo }), match, location, parameters: { assign: { value } } };
  return { apiVersion: 'mutations.gatekeeper.sh/v1', kind, metadata: { name }, spec };
}

/** `gator test` does not mutate what it is given, so none is about originals. */
const MUTATORS: readonly JsonObject[] = [
  mutator('AssignMetadata', 'made', 'metadata.labels.made', 'yes', { source: 'Generated', ...PODS }),
  mutator('AssignMetadata', 'tier', 'metadata.labels.tier', 'none', { source: 'Generated', ...PODS }),
  mutator('Assign', 'tty', 'spec.containers[name:*].tty', true, { source: 'Generated', name: 'web-*' }),
  mutator('Assign', 'elsewhere', 'spec.containers[name:*].image', 'x', { source: 'Generated', namespaces: ['other'] }),
];

const world = (...policies: readonly JsonObject[]): World => ({
  policies: [SHOWN, ...policies, ...CONSTRAINTS],
  objects: OBJECTS,
});

/** An action for all that an expansion makes. */
const OVERRIDDEN: World = {
  policies: [
    SHOWN,
    expansion('deployments', ['apps', 'v1', 'Deployment'], 'spec.template', POD, { enforcementAction: 'warn' }),
    constraint('Shown', 'denied', { match: PODS }),
    constraint('Shown', 'only-noted', { match: PODS, enforcementAction: 'dryrun' }),
  ],
  objects: OBJECTS,
};

export const EXPANSIONS = {
  'pods of deployments': () => world(DEPLOYMENTS),
  'pods of jobs of cron jobs': () => world(CRON_JOBS, JOBS, DEPLOYMENTS),
  'pods that mutators change': () => world(DEPLOYMENTS, CRON_JOBS, JOBS, ...MUTATORS),
  'pods whose violations only warn': () => OVERRIDDEN,
};

const broken = (...policies: readonly JsonObject[]): World => ({
  policies: [SHOWN, ...policies, constraint('Shown', 'c')],
  objects: OBJECTS,
});

/** Expansions that cannot be used. */
export const UNEXPANDABLE: Readonly<Record<string, World>> = {
  'an expansion into itself': broken(
    expansion('loop', ['apps', 'v1', 'Deployment'], 'spec.template', ['apps', 'v1', 'Deployment']),
  ),
  'expansions in a ring': broken(
    expansion('a', ['apps', 'v1', 'Deployment'], 'spec.template', ['apps', 'v1', 'ReplicaSet']),
    expansion('b', ['apps', 'v1', 'ReplicaSet'], 'spec.template', ['apps', 'v1', 'Deployment']),
  ),
  'an expansion without a source': broken(expansion('a', ['apps', 'v1', 'Deployment'], '', POD)),
  'an expansion into nothing': broken(expansion('a', ['apps', 'v1', 'Deployment'], 'spec.template', ['', '', ''])),
  'an expansion of nothing': broken(
    expansion('a', ['apps', 'v1', 'Deployment'], 'spec.template', POD, { applyTo: [] }),
  ),
};
