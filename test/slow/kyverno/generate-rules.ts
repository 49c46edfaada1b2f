import type { Json, JsonObject } from '../../../src/model/json.ts';
import { rulesOf } from './make.ts';
import type { World } from './world.ts';

const NAMESPACES: Json = { any: [{ resources: { kinds: ['Namespace'] } }] };
const NAME = '{{ request.object.metadata.name }}';
const GENERATES: readonly JsonObject[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', name: 'made', namespace: NAME, data: { data: { a: 'b' } } },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: `made-${NAME}`,
    namespace: NAME,
    synchronize: true,
    data: {
      kind: 'ConfigMap',
      metadata: { labels: { of: NAME } },
      data: { a: '{{ request.object.metadata.labels.team || `none` }}' },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name: 'deny',
    namespace: NAME,
    data: { spec: { podSelector: {}, policyTypes: ['Ingress'] } },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    name: `role-${NAME}`,
    data: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
  },
  {
    foreach: [
      {
        list: "['a', 'b']",
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: '{{ element }}',
        namespace: NAME,
        data: { data: { i: '{{ elementIndex }}' } },
      },
    ],
  },
  {
    foreach: [
      {
        list: "['a', 'b']",
        preconditions: { all: [{ key: '{{ element }}', operator: 'Equals', value: 'b' }] },
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'only-{{ element }}',
        namespace: NAME,
        data: { data: { e: '{{ element }}' } },
      },
    ],
  },
];

/** What rules generate for namespaces. */
/** Rules that generate, of every form. */
export function generate(): World {
  return {
    policies: GENERATES.map((one, i) => rulesOf(`generate-${i}`, [{ name: 'r', match: NAMESPACES, generate: one }])),
    resources: ['one', 'two'].map((name, i) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: i === 0 ? { team: 'a' } : {} },
    })),
  };
}
