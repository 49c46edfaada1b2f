import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object, ruleOf } from './make.ts';
import type { World } from './world.ts';

/* Mutations: each policy is about objects that no other one changes, by their names. */

const SPECS: readonly JsonObject[] = [
  { containers: [{ name: 'web', image: 'nginx' }] },
  {
    containers: [
      { name: 'web', image: 'nginx:1', env: [{ name: 'A', value: 'a' }], ports: [{ containerPort: 80 }] },
      { name: 'side', image: 'ghcr.io/acme/side', imagePullPolicy: 'Always', resources: { limits: { memory: '1Gi' } } },
    ],
    volumes: [
      { name: 'tmp', emptyDir: {} },
      { name: 'conf', configMap: { name: 'c' } },
    ],
    tolerations: [{ key: 'a', operator: 'Exists' }],
    nodeSelector: { disk: 'ssd' },
  },
  {
    initContainers: [{ name: 'init', image: 'busybox' }],
    containers: [
      {
        name: 'web',
        image: 'docker.io/library/nginx@sha256:0123456789012345678901234567890123456789012345678901234567890123',
      },
    ],
    securityContext: { runAsUser: 1, sysctls: [{ name: 'a', value: 'b' }] },
    imagePullSecrets: [{ name: 'one' }],
    hostNetwork: true,
  },
];

const METADATA: readonly JsonObject[] = [
  {},
  { labels: { app: 'web', team: 'a' } },
  { labels: { app: 'db' }, annotations: { note: 'x', 'acme.io/a': 'b' } },
];

interface Body {
  readonly mutate: JsonObject;
  readonly more?: JsonObject;
}

function world(bodies: readonly Body[], kind: string, make: (i: number) => JsonObject): World {
  return {
    policies: bodies.map(({ mutate, more }, i) =>
      ruleOf(`m${i}`, {
        match: { any: [{ resources: { kinds: [kind.split(' ').at(-1) ?? ''], names: [`m${i}-*`] } }] },
        mutate,
        ...more,
      }),
    ),
    resources: bodies.flatMap((_, i) => SPECS.map((__, j) => object(kind, `m${i}-${j}`, make(j), METADATA[j] ?? {}))),
  };
}

function onPods(bodies: readonly Body[]): World {
  return world(bodies, 'Pod', (i) => ({ spec: SPECS[i] ?? {} }));
}

const patches = (list: readonly JsonObject[]): Json => JSON.stringify(list);
const MERGES: readonly JsonObject[] = [
  { metadata: { labels: { a: 'b' } } },
  { metadata: { labels: { '+(app)': 'x', '+(b)': 'c' } } },
  { metadata: { '+(labels)': { b: 'c' } } },
  { metadata: { labels: { app: null } } },
  { metadata: { labels: { '(app)': 'web', seen: 'yes' } } },
  { metadata: { labels: { '(app)': 'w*' }, annotations: { seen: 'yes' } } },
  { metadata: { annotations: { 'acme.io/{{ request.object.metadata.name }}': '{{ request.object.kind }}' } } },
  { spec: { hostNetwork: false } },
  { spec: { '(hostNetwork)': true, dnsPolicy: 'ClusterFirstWithHostNet' } },
  { spec: { '(hostNetwork)': '!true', dnsPolicy: 'Default' } },
  { spec: { '+(hostNetwork)': false, '+(securityContext)': { runAsNonRoot: true } } },
  { spec: { securityContext: { '+(runAsUser)': 1000, '+(fsGroup)': 2000 } } },
  { spec: { containers: [{ '(name)': '*', imagePullPolicy: 'IfNotPresent' }] } },
  { spec: { containers: [{ '(name)': 'web', env: [{ name: 'B', value: 'b' }] }] } },
  { spec: { containers: [{ '(name)': 'w*', env: [{ name: 'A', value: 'changed' }] }] } },
  { spec: { containers: [{ '(image)': '*nginx*', '(name)': '*', securityContext: { runAsNonRoot: true } }] } },
  { spec: { containers: [{ '(image)': 'none*', securityContext: { runAsNonRoot: true } }] } },
  { spec: { containers: [{ '<(image)': 'nginx*', name: 'web', tty: true }] } },
  { spec: { containers: [{ '(name)': 'web', resources: { limits: { '+(memory)': '512Mi', '+(cpu)': '1' } } }] } },
  { spec: { containers: [{ '(name)': 'side', resources: { limits: { '+(memory)': '512Mi', '+(cpu)': '1' } } }] } },
  { spec: { containers: [{ '<(image)': 'nginx*' }], imagePullSecrets: [{ name: 'more' }] } },
  { spec: { containers: [{ '<(image)': '*side*' }], priorityClassName: 'x' } },
  { spec: { containers: [{ name: 'web', image: 'changed' }] } },
  { spec: { containers: [{ name: 'new', image: 'added' }] } },
  { spec: { containers: [{ name: 'web', $patch: 'delete' }] } },
  { spec: { containers: [{ $patch: 'replace' }, { name: 'only', image: 'x' }] } },
  { spec: { volumes: [{ name: 'more', emptyDir: {} }] } },
  { spec: { volumes: [{ name: 'tmp', emptyDir: { medium: 'Memory' } }] } },
  { spec: { '+(volumes)': [{ name: 'more', emptyDir: {} }] } },
  { spec: { tolerations: [{ key: 'b', operator: 'Exists' }] } },
  { spec: { '+(tolerations)': [{ key: 'b', operator: 'Exists' }] } },
  { spec: { nodeSelector: { '+(disk)': 'hdd', '+(zone)': 'a' } } },
  { spec: { imagePullSecrets: [{ name: 'two' }] } },
  { spec: { imagePullSecrets: [{ name: 'one' }] } },
  {
    spec: {
      initContainers: [{ '(image)': '*', imagePullPolicy: 'Always' }],
      containers: [{ '(image)': '*', imagePullPolicy: 'Always' }],
    },
  },
  { spec: { containers: [{ '(name)': '*', image: "{{ regex_replace_all('^nginx', '{{ @ }}', 'mirror/nginx') }}" }] } },
  { spec: { containers: [{ '(image)': '*:1', image: 'pinned' }] } },
  {
    spec: {
      containers: [
        { '(ports)': [{ '(containerPort)': 80 }], '(name)': '*', readinessProbe: { tcpSocket: { port: 80 } } },
      ],
    },
  },
  { spec: { containers: [{ '(name)': '*', ports: [{ containerPort: 443 }] }] } },
  {
    spec: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
          },
        },
      },
    },
  },
  { spec: { '(volumes)': [{ '(emptyDir)': {} }], priorityClassName: 'low' } },
  { metadata: { '(name)': '*-1', labels: { one: 'yes' } } },
  { metadata: { '<(name)': '*-2', labels: { two: 'yes' } } },
];

const OPERATIONS: readonly (readonly JsonObject[])[] = [
  [{ op: 'add', path: '/metadata/labels/a', value: 'b' }],
  [{ op: 'add', path: '/metadata/annotations/acme.io~1x', value: 'b' }],
  [{ op: 'replace', path: '/metadata/labels/app', value: 'b' }],
  [{ op: 'remove', path: '/metadata/labels/app' }],
  [{ op: 'remove', path: '/spec/hostNetwork' }],
  [{ op: 'add', path: '/spec/containers/-', value: { name: 'more', image: 'x' } }],
  [{ op: 'add', path: '/spec/containers/0', value: { name: 'first', image: 'x' } }],
  [{ op: 'add', path: '/spec/containers/1/env/-', value: { name: 'X', value: 'y' } }],
  [{ op: 'add', path: '/spec/containers/-1/tty', value: true }],
  [{ op: 'replace', path: '/spec/containers/0/image', value: '{{ request.object.spec.containers[0].name }}' }],
  [
    { op: 'test', path: '/spec/hostNetwork', value: true },
    { op: 'add', path: '/spec/dnsPolicy', value: 'x' },
  ],
  [{ op: 'copy', from: '/spec/containers/0/image', path: '/metadata/annotations/image' }],
  [{ op: 'move', from: '/spec/nodeSelector', path: '/spec/other' }],
  [
    { op: 'add', path: '/spec/volumes/-', value: { name: 'v' } },
    { op: 'add', path: '/spec/a/b/c', value: 1 },
  ],
  [{ op: 'remove', path: '/spec/containers/1' }],
  [{ op: 'replace', path: '/spec/missing', value: 1 }],
  [{ op: 'add', path: '/metadata/labels', value: { only: 'one' } }],
];

const LIST = 'request.object.spec.containers';
const FOREACH: readonly JsonObject[] = [
  { list: LIST, patchStrategicMerge: { spec: { containers: [{ '(name)': '{{ element.name }}', tty: true }] } } },
  {
    list: LIST,
    patchStrategicMerge: { spec: { containers: [{ name: '{{ element.name }}', image: 'r/{{ element.image }}' }] } },
  },
  {
    list: `${LIST}[]`,
    order: 'Ascending',
    patchStrategicMerge: { spec: { containers: [{ name: '{{ element.name }}', tty: true }] } },
  },
  {
    list: LIST,
    order: 'Descending',
    patchesJson6902: patches([{ op: 'add', path: '/spec/containers/{{elementIndex}}/tty', value: true }]),
  },
  { list: LIST, patchesJson6902: patches([{ op: 'remove', path: '/spec/containers/{{elementIndex}}/env' }]) },
  {
    list: 'request.object.spec.volumes',
    order: 'Descending',
    patchesJson6902: patches([{ op: 'remove', path: '/spec/volumes/{{elementIndex}}' }]),
  },
  { list: 'request.object.spec.volumes', patchesJson6902: patches([{ op: 'remove', path: '/spec/volumes/0' }]) },
  { list: 'request.object.spec.missing', patchesJson6902: patches([{ op: 'remove', path: '/spec/volumes/0' }]) },
  {
    list: LIST,
    preconditions: { all: [{ key: '{{ element.image }}', operator: 'Equals', value: 'nginx*' }] },
    patchStrategicMerge: { spec: { containers: [{ name: '{{ element.name }}', tty: true }] } },
  },
  {
    list: LIST,
    context: [{ name: 'repo', variable: { jmesPath: "split(element.image, '/')[0]" } }],
    patchStrategicMerge: { metadata: { annotations: { '{{ element.name }}': '{{ repo }}' } } },
  },
  {
    list: 'request.object.metadata.labels | items(@, `"k"`, `"v"`)',
    patchStrategicMerge: { metadata: { annotations: { '{{ element.k }}': '{{ element.v }}' } } },
  },
  { list: "['a', 'b']", patchStrategicMerge: { metadata: { labels: { 'l-{{ element }}': '{{ elementIndex }}' } } } },
  { list: '`[1, 2]`', patchStrategicMerge: { metadata: { labels: { 'n{{ element }}': 'x' } } } },
  {
    list: 'request.object.metadata.labels',
    patchStrategicMerge: { metadata: { labels: { seen: '{{ element.app }}' } } },
  },
  {
    list: LIST,
    foreach: [
      {
        list: 'element.env',
        patchesJson6902: patches([
          {
            op: 'replace',
            path: '/spec/containers/{{elementIndex0}}/env/{{elementIndex1}}/value',
            value: '{{ element0.name }}-{{ element1.name }}',
          },
        ]),
      },
    ],
  },
  {
    list: LIST,
    foreach: [
      {
        list: 'element.ports || `[]`',
        patchStrategicMerge: { metadata: { annotations: { 'p{{ element.containerPort }}': '{{ element0.name }}' } } },
      },
    ],
  },
];

const TEXTS: readonly string[] = [
  '{{ request.object.metadata.name }}',
  'a {{ request.object.metadata.name }} b {{ request.object.kind }}',
  "{{ request.object.spec.nothing || 'none' }}",
  '{{ request.object.spec.nothing }}',
  '{{ to_upper(request.object.metadata.name) }}',
  "{{ request.object.metadata.labels.app || '' }}",
  '{{ request.object.spec.containers[].name | join(`,`, @) }}',
  '{{ length(request.object.spec.containers) }}',
  '\\{{ escaped }}',
  '{{ request.operation }}',
  '{{ request.namespace }}',
  "{{ random('[a-z]{0}') }}",
  '{{ images.containers.web.registry }}/{{ images.containers.web.path }}:{{ images.containers.web.tag || `none` }}',
  '{{ request.object.spec.containers[0] }}',
  '{{ request.object.metadata.labels."app" || \'x\' }}{{ request.object.metadata.annotations."acme.io/a" || \'y\' }}',
];

export const MUTATING: Readonly<Record<string, () => World>> = {
  merges: () => onPods(MERGES.map((patchStrategicMerge) => ({ mutate: { patchStrategicMerge } }))),
  'JSON patches': () => onPods(OPERATIONS.map((list) => ({ mutate: { patchesJson6902: patches(list) } }))),
  'foreach mutations': () => onPods(FOREACH.map((entry) => ({ mutate: { foreach: [entry] } }))),
  variables: () =>
    onPods(TEXTS.map((text) => ({ mutate: { patchStrategicMerge: { metadata: { annotations: { said: text } } } } }))),
  'merges of controllers': () =>
    world(
      MERGES.slice(0, 30).map((patchStrategicMerge) => ({
        mutate: { patchStrategicMerge: { spec: { template: patchStrategicMerge } } },
      })),
      'apps/v1 Deployment',
      (i) => ({ spec: { replicas: i, template: { metadata: METADATA[i] ?? {}, spec: SPECS[i] ?? {} } } }),
    ),
  'merges of custom resources': () =>
    world(
      MERGES.slice(0, 30).map((patchStrategicMerge) => ({ mutate: { patchStrategicMerge } })),
      'acme.io/v1 Thing',
      (i) => ({ spec: SPECS[i] ?? {} }),
    ),
};
