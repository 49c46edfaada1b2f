import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object, rulesOf } from './make.ts';
import type { World } from './world.ts';

/* What a rule is about: match and exclude with every selector, alone and joined. */

const PODS = { kinds: ['Pod'] };

const RESOURCES: readonly JsonObject[] = [
  { kinds: ['Pod'] },
  { kinds: ['v1/Pod'] },
  { kinds: ['*/Pod'] },
  { kinds: ['*/*/Pod'] },
  { kinds: ['P*'] },
  { kinds: ['pod'] },
  { kinds: ['Deployment', 'StatefulSet'] },
  { kinds: ['apps/v1/Deployment'] },
  { kinds: ['apps/*/Deployment'] },
  { kinds: ['v1/Deployment'] },
  { kinds: ['apps/v2/Deployment'] },
  { kinds: ['*/Deployment'] },
  { kinds: ['*'] },
  { kinds: ['*/*'] },
  { kinds: ['*/*/*'] },
  { kinds: ['*/v1/Pod'] },
  { kinds: ['*/v1/*'] },
  { kinds: ['*/apps/Deployment'] },
  { kinds: ['v1/*'] },
  { kinds: ['*/*/*/*'] },
  { kinds: ['*/*/Pod/*'] },
  { kinds: ['Pod/*'] },
  { kinds: ['*/Pod*'] },
  { kinds: ['*/Pod/*'] },
  { kinds: ['*/status'] },
  { kinds: ['apps/*/*/*'] },
  { kinds: ['apps/v1/*'] },
  { kinds: ['acme.io/*/Thing'] },
  { kinds: ['acme.io/v1/Th*'] },
  { kinds: ['a*/v1/Thing'] },
  { kinds: ['Namespace'] },
  { kinds: ['Pod/status'] },
  { kinds: ['Pod.status'] },
  { kinds: ['Deployment/scale'] },
  { ...PODS, name: 'web' },
  { ...PODS, name: 'w*' },
  { ...PODS, names: ['w*', 'db'] },
  { ...PODS, names: ['?eb'] },
  { ...PODS, namespaces: ['shop'] },
  { ...PODS, namespaces: ['sh*', 'x'] },
  { ...PODS, namespaces: ['default'] },
  { ...PODS, namespaces: ['!shop'] },
  { kinds: ['Namespace'], namespaces: ['shop'] },
  { kinds: ['Namespace'], name: 'shop' },
  { ...PODS, annotations: { note: 'x' } },
  { ...PODS, annotations: { 'n*': '?' } },
  { ...PODS, annotations: { note: 'x', other: 'y' } },
  { ...PODS, selector: { matchLabels: { app: 'web' } } },
  { ...PODS, selector: { matchLabels: { app: 'w*' } } },
  { ...PODS, selector: { matchLabels: { 'a*': '*' } } },
  { ...PODS, selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'db'] }] } },
  { ...PODS, selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } },
  { ...PODS, selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } },
  { ...PODS, selector: { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] } },
  { ...PODS, selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] } },
  { ...PODS, namespaceSelector: { matchLabels: { team: 'a' } } },
  { ...PODS, namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } },
  { kinds: ['Namespace'], selector: { matchLabels: { team: 'a' } } },
  { ...PODS, operations: ['CREATE'] },
  { ...PODS, operations: ['UPDATE', 'DELETE'] },
  { ...PODS, operations: ['CREATE', 'UPDATE'] },
  { selector: { matchLabels: { app: 'web' } } },
  { annotations: { note: 'x' } },
  { names: ['web'] },
  { namespaces: ['shop'] },
];

const WHO: readonly JsonObject[] = [
  { subjects: [{ kind: 'User', name: 'ann' }] },
  { subjects: [{ kind: 'User', name: 'bob' }] },
  { subjects: [{ kind: 'User', name: 'a*' }] },
  { subjects: [{ kind: 'Group', name: 'dev' }] },
  { subjects: [{ kind: 'Group', name: 'd*' }] },
  { subjects: [{ kind: 'ServiceAccount', name: 'ann', namespace: 'shop' }] },
  { roles: ['shop:editor'] },
  { roles: ['shop:*'] },
  { clusterRoles: ['admin'] },
  { clusterRoles: ['view'] },
  { clusterRoles: ['a*'] },
  { clusterRoles: ['admin'], subjects: [{ kind: 'User', name: 'bob' }] },
];

const BODY: JsonObject = {
  message: 'No.',
  deny: { conditions: { all: [{ key: 'a', operator: 'Equals', value: 'a' }] } },
};

function rule(match: Json, exclude?: Json): JsonObject {
  return { match, ...(exclude !== undefined && { exclude }), validate: BODY };
}

/** Without the controllers of pods, which have their own world. */
function policies(rules: readonly JsonObject[], name: string): JsonObject[] {
  return rules.map((one, i) =>
    rulesOf(`${name}-${i}`, [{ name: 'r', ...one }], {}, { 'pod-policies.kyverno.io/autogen-controllers': 'none' }),
  );
}

function things(): JsonObject[] {
  const labels = [{}, { app: 'web' }, { app: 'db', tier: 'back' }, { app: 'web', tier: 'front' }];
  const pods = ['shop', 'store', 'default'].flatMap((namespace) =>
    ['web', 'db', 'x'].map((name, i) =>
      object(
        'Pod',
        name,
        { spec: {} },
        { namespace, labels: labels[i] ?? {}, ...(i !== 1 && { annotations: { note: 'x' } }) },
      ),
    ),
  );
  return [
    ...pods,
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'nowhere' }, spec: {} },
    object('apps/v1 Deployment', 'web', { spec: {} }, { labels: { app: 'web' } }),
    object('apps/v1 StatefulSet', 'db', { spec: {} }),
    object('acme.io/v1 Thing', 'web', {}, { annotations: { note: 'x' } }),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'store', labels: { app: 'web' } } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'web' }, rules: [] },
  ];
}

const NAMESPACES: JsonObject = {
  apiVersion: 'cli.kyverno.io/v1alpha1',
  kind: 'Values',
  metadata: { name: 'values' },
  namespaceSelector: [
    { name: 'shop', labels: { team: 'a' } },
    { name: 'store', labels: { team: 'b' } },
  ],
};

const USER: JsonObject = {
  apiVersion: 'cli.kyverno.io/v1alpha1',
  kind: 'UserInfo',
  metadata: { name: 'user' },
  clusterRoles: ['admin'],
  roles: ['shop:editor'],
  userInfo: { username: 'ann', groups: ['dev', 'system:authenticated'] },
};

/** Each selector in `any`, in the older form, and as what is excluded. */
function selectors(): World {
  return {
    policies: [
      ...policies(
        RESOURCES.map((resources) => rule({ any: [{ resources }] })),
        'any',
      ),
      ...policies(
        RESOURCES.map((resources) => rule({ resources })),
        'older',
      ),
      ...policies(
        RESOURCES.map((resources) => rule({ any: [{ resources: { kinds: ['*'] } }] }, { any: [{ resources }] })),
        'exclude',
      ),
    ],
    resources: things(),
    values: NAMESPACES,
  };
}

/** Pairs of selectors joined by any and all, in match and exclude. */
function pairs(): World {
  const at = (i: number) => ({ resources: RESOURCES[i % RESOURCES.length] ?? {} });
  const rules = RESOURCES.flatMap((_, i) => {
    const two = [at(i), at(i * 7 + 3)];
    return [
      rule({ any: two }),
      rule({ all: two }),
      rule({ any: [at(12)] }, { all: two }),
      rule({ any: [at(i)] }, { any: [at(i * 5 + 1)] }),
    ];
  });
  return { policies: policies(rules, 'pair'), resources: things(), values: NAMESPACES };
}

/** Who asks, known and not. */
function users(known: boolean): World {
  const rules = WHO.flatMap((who) => [
    rule({ any: [{ resources: PODS, ...who }] }),
    rule({ all: [{ resources: PODS, ...who }] }),
    rule({ any: [{ resources: PODS }] }, { any: [who] }),
    rule({ any: [{ resources: PODS }] }, { any: [{ resources: { names: ['web'] }, ...who }] }),
    rule({ resources: PODS, ...who }),
    rule({ resources: PODS }, who),
    rule({ any: [who] }),
  ]);
  return { policies: policies(rules, 'who'), resources: things(), ...(known && { user: USER }) };
}

export const MATCHING: Readonly<Record<string, () => World>> = {
  selectors,
  pairs,
  'known users': () => users(true),
  'unknown users': () => users(false),
};
