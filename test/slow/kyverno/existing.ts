import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object, rulesOf } from './make.ts';
import type { World } from './world.ts';

/* Mutations of existing objects: which are the targets, what is asked of each, what is done to it. */

const CONFIG_MAP: JsonObject = { apiVersion: 'v1', kind: 'ConfigMap' };
const when = (key: string, operator: string, value: Json): Json => ({ all: [{ key, operator, value }] });
const label = (value: string): JsonObject => ({ patchStrategicMerge: { metadata: { labels: { seen: value } } } });
const NAME = '{{ request.object.metadata.name }}';

interface Body {
  readonly targets: readonly JsonObject[];
  readonly mutate?: JsonObject;
  readonly more?: JsonObject;
}

const BODIES: readonly Body[] = [
  { targets: [{ ...CONFIG_MAP, namespace: 'shop', name: 'one' }] },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop' }] },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop', name: 'o*' }] },
  { targets: [{ ...CONFIG_MAP, namespace: 's*', name: '*' }] },
  { targets: [{ ...CONFIG_MAP, name: 'one' }] },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop', name: NAME }] },
  { targets: [{ ...CONFIG_MAP, namespace: '{{ request.namespace }}', name: 'two' }] },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop', name: 'missing' }] },
  { targets: [{ ...CONFIG_MAP, selector: { matchLabels: { app: 'web' } } }] },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop', selector: { matchLabels: { app: 'db' } } }] },
  { targets: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }] },
  { targets: [{ apiVersion: 'v1', kind: 'Namespace', name: 'shop' }] },
  {
    targets: [
      { ...CONFIG_MAP, namespace: 'shop', name: 'one' },
      { ...CONFIG_MAP, namespace: 'shop', name: 'two' },
    ],
  },
  {
    targets: [
      {
        ...CONFIG_MAP,
        namespace: 'shop',
        preconditions: when("{{ target.metadata.labels.app || 'none' }}", 'Equals', 'web'),
      },
    ],
  },
  {
    targets: [{ ...CONFIG_MAP, namespace: 'shop', preconditions: when('{{ target.data.a }}', 'Equals', NAME) }],
  },
  {
    targets: [
      {
        ...CONFIG_MAP,
        namespace: 'shop',
        name: 'one',
        context: [{ name: 'said', variable: { jmesPath: 'target.data.a' } }],
        preconditions: when('{{ said }}', 'Equals', 'x'),
      },
    ],
    mutate: label('{{ said }}'),
  },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop' }], mutate: label('{{ target.metadata.name }}') },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop' }], mutate: label(NAME) },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop' }], mutate: label('{{ @ }}') },
  {
    targets: [{ ...CONFIG_MAP, namespace: 'shop' }],
    mutate: { patchStrategicMerge: { data: { '+(a)': 'added', '+(z)': 'added' } } },
  },
  {
    targets: [{ ...CONFIG_MAP, namespace: 'shop' }],
    mutate: { patchStrategicMerge: { metadata: { labels: { '(app)': 'web', seen: 'yes' } } } },
  },
  {
    targets: [{ ...CONFIG_MAP, namespace: 'shop', name: 'one' }],
    mutate: { patchesJson6902: JSON.stringify([{ op: 'replace', path: '/data/a', value: 'new' }]) },
  },
  {
    targets: [{ ...CONFIG_MAP, namespace: 'shop', name: 'one' }],
    mutate: { patchesJson6902: JSON.stringify([{ op: 'remove', path: '/metadata/labels/app' }]) },
  },
  {
    targets: [{ ...CONFIG_MAP, namespace: 'shop' }],
    more: { preconditions: when(NAME, 'Equals', 'trigger') },
  },
  {
    targets: [{ ...CONFIG_MAP, namespace: 'shop' }],
    more: { preconditions: when(NAME, 'Equals', 'other') },
  },
  {
    targets: [{ ...CONFIG_MAP, namespace: 'shop', name: 'one' }],
    more: { context: [{ name: 'who', variable: { jmesPath: 'request.object.metadata.name' } }] },
    mutate: label('{{ who }}'),
  },
  {
    targets: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }],
    mutate: {
      foreach: [
        {
          list: 'target.spec.template.spec.containers',
          patchStrategicMerge: {
            spec: { template: { spec: { containers: [{ name: '{{ element.name }}', tty: true }] } } },
          },
        },
      ],
    },
  },
  {
    targets: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }],
    mutate: {
      foreach: [
        {
          list: "['a', 'b']",
          patchStrategicMerge: { metadata: { labels: { '{{ element }}': '{{ target.metadata.name }}' } } },
        },
      ],
    },
  },
  { targets: [{ ...CONFIG_MAP, namespace: 'shop', name: 'one' }], mutate: label('a') },
];

function policies(): JsonObject[] {
  return BODIES.map(({ targets, mutate = label('yes'), more }, i) =>
    rulesOf(
      `existing-${i}`,
      [
        {
          name: 'r',
          match: { any: [{ resources: { kinds: ['Secret'] } }] },
          mutate: { targets: [...targets], ...mutate },
          ...more,
        },
      ],
      i % 2 === 0 ? {} : { mutateExistingOnPolicyUpdate: true },
    ),
  );
}

function existing(): World {
  const containers = [
    { name: 'a', image: 'x' },
    { name: 'b', image: 'y' },
  ];
  return {
    policies: policies(),
    resources: [object('Secret', 'trigger', { data: {} })],
    targets: [
      object('ConfigMap', 'one', { data: { a: 'x' } }, { labels: { app: 'web' } }),
      object('ConfigMap', 'two', { data: { a: 'trigger', b: 'c' } }, { labels: { app: 'db' } }),
      object('ConfigMap', 'trigger', { data: {} }),
      object('ConfigMap', 'one', { data: { a: 'y' } }, { namespace: 'store', labels: { app: 'web' } }),
      object('apps/v1 Deployment', 'web', { spec: { template: { spec: { containers } } } }),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ],
  };
}

export const EXISTING: Readonly<Record<string, () => World>> = { existing };
