import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object } from './make.ts';
import type { World } from './world.ts';

/* Cleanup policies: which objects they delete when their time comes. */

type Spec = JsonObject;
const PODS: Json = { any: [{ resources: { kinds: ['Pod'] } }] };
const when = (key: string, operator: string, value: Json): Json => ({ all: [{ key, operator, value }] });

const SPECS: readonly Spec[] = [
  { match: PODS },
  { match: { any: [{ resources: { kinds: ['Pod'], names: ['w*'] } }] } },
  { match: { any: [{ resources: { kinds: ['Pod'], namespaces: ['st*'] } }] } },
  { match: { any: [{ resources: { kinds: ['Pod', 'Deployment'], selector: { matchLabels: { app: 'w*' } } } }] } },
  { match: { any: [{ resources: { kinds: ['apps/*/Deployment'] } }] } },
  { match: { any: [{ resources: { kinds: ['*'], annotations: { note: '?' } } }] } },
  { match: { all: [{ resources: { kinds: ['Pod'] } }, { resources: { names: ['web'] } }] } },
  { match: PODS, exclude: { any: [{ resources: { names: ['web'] } }] } },
  { match: PODS, exclude: { any: [{ resources: { namespaces: ['shop'] } }, { resources: { names: ['db'] } }] } },
  { match: PODS, exclude: { all: [{ resources: { namespaces: ['shop'] } }, { resources: { names: ['web'] } }] } },
  { match: PODS, conditions: when("{{ target.metadata.labels.app || '' }}", 'Equals', 'web') },
  { match: PODS, conditions: when('{{ target.metadata.labels.app }}', 'Equals', 'web') },
  { match: PODS, conditions: when('{{ target.metadata.name }}', 'AnyIn', ['w*', 'db']) },
  { match: PODS, conditions: when('{{ length(target.spec.containers) }}', 'GreaterThan', 1) },
  {
    match: PODS,
    conditions: when("{{ time_since('', '{{ target.metadata.creationTimestamp }}', '') }}", 'GreaterThan', '1h'),
  },
  // Kyverno's command line loads a context for the first object alone.
  {
    match: { any: [{ resources: { kinds: ['Pod'], names: ['db'] } }] },
    context: [{ name: 'app', variable: { jmesPath: 'target.metadata.labels.app', default: 'none' } }],
    conditions: when('{{ app }}', 'NotEquals', 'web'),
  },
  { match: PODS, conditions: when('{{ request.namespace }}', 'Equals', 'shop') },
  { match: PODS, conditions: when('{{ keys(request) }}', 'AllIn', ['namespace']) },
  {
    match: PODS,
    conditions: {
      any: [
        { key: '{{ target.metadata.name }}', operator: 'Equals', value: 'db' },
        { key: '{{ target.metadata.namespace }}', operator: 'Equals', value: 'store' },
      ],
      all: [{ key: '{{ target.kind }}', operator: 'Equals', value: 'Pod' }],
    },
  },
  { match: PODS, conditions: when('{{ request.object.metadata.name }}', 'Equals', 'web') },
];

/** Of cluster-wide policies alone: Kyverno's command line passes over the others. */
function policyOf(spec: Spec, i: number): JsonObject {
  return {
    apiVersion: i % 2 === 0 ? 'kyverno.io/v2' : 'kyverno.io/v2beta1',
    kind: 'ClusterCleanupPolicy',
    metadata: { name: `cleanup-${i}` },
    spec: { schedule: '0 3 * * *', ...spec },
  };
}

function cleanup(): World {
  const containers = ['a', 'b'].map((name) => ({ name, image: 'nginx' }));
  const created = { creationTimestamp: '2024-01-02T03:04:05Z' };
  return {
    policies: SPECS.map(policyOf),
    resources: [
      object('Pod', 'web', { spec: { containers } }, { labels: { app: 'web' }, ...created }),
      object('Pod', 'db', { spec: { containers: [] } }, { annotations: { note: 'x' }, ...created }),
      object('Pod', 'far', { spec: { containers } }, { namespace: 'store', labels: { app: 'web' }, ...created }),
      object('apps/v1 Deployment', 'web', { spec: {} }, { labels: { app: 'web' }, annotations: { note: 'y' } }),
    ],
  };
}

export const CLEANUP: Readonly<Record<string, () => World>> = { cleanup };
