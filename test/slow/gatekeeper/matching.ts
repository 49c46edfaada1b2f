import type { JsonObject } from '../../../src/model/json.ts';
import { constraint, never, object, template } from './make.ts';
import type { World } from './world.ts';

const NAMESPACES: readonly JsonObject[] = [
  object('Namespace', 'default'),
  object('Namespace', 'kube-system', {}, { labels: { env: 'prod', 'kubernetes.io/metadata.name': 'kube-system' } }),
  object('Namespace', 'kube-public', {}, { labels: { env: 'dev' } }),
  object('Namespace', 'shop', {}, { labels: { env: 'prod', team: 'red' } }),
];

const OBJECTS: readonly JsonObject[] = [
  ...NAMESPACES,
  ...['default', 'kube-system', 'kube-public', 'shop'].map((namespace) =>
    object('Pod', `web-${namespace}`, { spec: {} }, { namespace, labels: { app: 'web' } }),
  ),
  object('Pod', 'db', { spec: {} }, { namespace: 'shop', labels: { app: 'db', tier: 'data' } }),
  object('Pod', 'bare', { spec: {} }, { namespace: 'shop' }),
  object('apps/v1 Deployment', 'web', { spec: {} }, { namespace: 'shop', labels: { app: 'web' } }),
  object('extensions/v1beta1 Deployment', 'old', { spec: {} }, { namespace: 'kube-public' }),
  object('shop.example/v1 Basket', 'web', {}, { namespace: 'shop' }),
];

const MATCHES: readonly JsonObject[] = [
  {},
  { kinds: [] },
  { kinds: [{ apiGroups: [''], kinds: ['Pod'] }] },
  { kinds: [{ apiGroups: ['*'], kinds: ['Deployment'] }] },
  { kinds: [{ apiGroups: ['apps'], kinds: ['*'] }] },
  { kinds: [{ apiGroups: ['apps', ''], kinds: ['Pod', 'Deployment'] }] },
  { kinds: [{ apiGroups: [], kinds: ['Pod'] }] },
  { kinds: [{ apiGroups: ['apps'], kinds: [] }] },
  { kinds: [{ kinds: ['Pod'] }] },
  { kinds: [{ apiGroups: ['apps'] }] },
  { kinds: [{}] },
  { kinds: [{ apiGroups: [''], kinds: ['pod'] }] },
  { kinds: [{ apiGroups: ['*.k8s.io'], kinds: ['*'] }] },
  {
    kinds: [
      { apiGroups: [''], kinds: ['Node'] },
      { apiGroups: ['shop.example'], kinds: ['Basket'] },
    ],
  },
  { scope: '*' },
  { scope: 'Cluster' },
  { scope: 'Namespaced' },
  { namespaces: [] },
  { namespaces: ['shop'] },
  { namespaces: ['kube-*'] },
  { namespaces: ['*-public'] },
  { namespaces: ['*e-s*'] },
  { namespaces: ['*'] },
  { namespaces: ['shop', 'default'] },
  { excludedNamespaces: [] },
  { excludedNamespaces: ['shop'] },
  { excludedNamespaces: ['kube-*', 'default'] },
  { excludedNamespaces: ['*-system'] },
  { excludedNamespaces: ['*'] },
  { namespaces: ['kube-*'], excludedNamespaces: ['*-public'] },
  { scope: 'Namespaced', namespaces: ['shop'] },
  { scope: 'Namespaced', excludedNamespaces: ['shop'] },
  { labelSelector: {} },
  { labelSelector: { matchLabels: { app: 'web' } } },
  { labelSelector: { matchLabels: { app: 'web', tier: 'data' } } },
  { labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'db'] }] } },
  { labelSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } },
  { labelSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } },
  { labelSelector: { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] } },
  { namespaceSelector: {} },
  { namespaceSelector: { matchLabels: { env: 'prod' } } },
  { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } },
  { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['prod'] }] } },
  { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'DoesNotExist' }] } },
  { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } },
  { name: 'web' },
  { name: 'web-*' },
  { name: '*-shop' },
  { name: '*b*' },
  { name: '*' },
  { name: '' },
  { source: 'All' },
  { source: 'Original' },
  { source: 'Generated' },
  { kinds: [{ apiGroups: [''], kinds: ['Pod'] }], namespaces: ['shop'], labelSelector: { matchLabels: { app: 'db' } } },
  { name: 'web*', scope: 'Cluster' },
];

/** gator takes every object but a Namespace for one of a namespace, so it is not asked for the place of these. */
const OF_CLUSTER: readonly JsonObject[] = [
  object('v1 Node', 'node-1', { spec: {} }, { labels: { app: 'web' } }),
  object('rbac.authorization.k8s.io/v1 ClusterRole', 'web', { rules: [] }),
];

const PLACES = ['scope', 'namespaces', 'excludedNamespaces', 'namespaceSelector'];

function matching(matches: readonly JsonObject[], objects: readonly JsonObject[]): World {
  return {
    policies: [
      template('Everything', never('here')),
      ...matches.map((match, i) => constraint('Everything', `c${i}`, { match })),
      constraint('Everything', 'without-match'),
    ],
    objects,
  };
}

export const MATCHING = {
  'objects of namespaces': () => matching(MATCHES, OBJECTS),
  'objects of the cluster': () =>
    matching(
      MATCHES.filter((match) => PLACES.every((key) => match[key] === undefined)),
      OF_CLUSTER,
    ),
};
