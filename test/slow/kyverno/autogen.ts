import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object, rulesOf } from './make.ts';
import type { World } from './world.ts';

/* What autogen makes of rules for pods. */

const TRUE: Json = { all: [{ key: 'a', operator: 'Equals', value: 'a' }] };
const CONTAINERS = [
  {
    name: 'web',
    image: 'nginx:1',
    ports: [{ containerPort: 80 }, { containerPort: 443 }],
    env: [{ name: 'A', value: 'a' }],
  },
  { name: 'side', image: 'ghcr.io/acme/side', securityContext: { privileged: true } },
];
const PODS: Json = { any: [{ resources: { kinds: ['Pod'] } }] };
const LIST = 'request.object.spec.containers';
const isPrivileged: Json = {
  any: [{ key: '{{ element.securityContext.privileged || `false` }}', operator: 'Equals', value: true }],
};

const TEMPLATE = { metadata: { labels: { app: 'web' } }, spec: { containers: CONTAINERS, hostNetwork: true } };
const CONTROLLERS = [
  'apps/v1 Deployment',
  'apps/v1 StatefulSet',
  'apps/v1 DaemonSet',
  'apps/v1 ReplicaSet',
  'batch/v1 Job',
  'v1 ReplicationController',
];

function controllers(): JsonObject[] {
  return [
    object('Pod', 'pod', TEMPLATE),
    ...CONTROLLERS.map((kind) => object(kind, 'it', { spec: { template: TEMPLATE } }, { labels: { tier: 'x' } })),
    object('batch/v1 CronJob', 'it', {
      spec: { schedule: '* * * * *', jobTemplate: { spec: { template: TEMPLATE } } },
    }),
    object('acme.io/v1 Thing', 'it', { spec: { template: TEMPLATE } }),
  ];
}

const pattern: JsonObject = { message: 'No.', pattern: { spec: { hostNetwork: false } } };
const BODIES: readonly JsonObject[] = [
  { validate: pattern },
  {
    validate: {
      message: 'No.',
      anyPattern: [{ spec: { hostNetwork: false } }, { metadata: { labels: { app: 'x' } } }],
    },
  },
  {
    validate: {
      message: 'Is {{ request.object.spec.hostNetwork }} {{ request.object.metadata.name }}',
      deny: {
        conditions: { any: [{ key: '{{ request.object.spec.hostNetwork }}', operator: 'Equals', value: true }] },
      },
    },
  },
  { validate: { message: 'No.', foreach: [{ list: LIST, deny: { conditions: isPrivileged } }] } },
  {
    validate: {
      message: 'No.',
      deny: {
        conditions: { any: [{ key: '{{ request.object.metadata.labels.app }}', operator: 'Equals', value: 'web' }] },
      },
    },
    preconditions: { all: [{ key: '{{ request.object.metadata.namespace }}', operator: 'Equals', value: 'shop' }] },
  },
  {
    validate: { message: 'No.', deny: { conditions: TRUE } },
    context: [{ name: 'n', variable: { jmesPath: 'request.object.spec.containers[0].name' } }],
    preconditions: { all: [{ key: '{{ n }}', operator: 'Equals', value: 'web' }] },
  },
  { validate: { podSecurity: { level: 'baseline', version: 'latest' } } },
  { validate: { cel: { expressions: [{ expression: '!has(object.spec.hostNetwork)', message: 'No.' }] } } },
  {
    validate: {
      cel: {
        expressions: [
          {
            expression: "object.spec.containers.all(c, c.name == 'web')",
            messageExpression: "'In ' + object.metadata.name",
          },
        ],
      },
    },
  },
  {
    mutate: {
      patchStrategicMerge: { metadata: { labels: { '+(seen)': 'yes' } }, spec: { '+(dnsPolicy)': 'Default' } },
    },
  },
  {
    mutate: {
      foreach: [
        { list: LIST, patchStrategicMerge: { spec: { containers: [{ '(name)': '{{ element.name }}', tty: true }] } } },
      ],
    },
  },
  { mutate: { patchesJson6902: JSON.stringify([{ op: 'add', path: '/spec/dnsPolicy', value: 'Default' }]) } },
];

const MATCHES: readonly JsonObject[] = [
  { any: [{ resources: { kinds: ['Pod'] } }] },
  { any: [{ resources: { kinds: ['v1/Pod'] } }] },
  { any: [{ resources: { kinds: ['Pod', 'Deployment'] } }] },
  { any: [{ resources: { kinds: ['Pod'], names: ['*'] } }] },
  { any: [{ resources: { kinds: ['Pod'], selector: { matchLabels: { tier: 'x' } } } }] },
  { any: [{ resources: { kinds: ['Pod'], namespaces: ['shop'] } }] },
  { any: [{ resources: { kinds: ['Pod'], namespaceSelector: { matchLabels: { a: 'b' } } } }] },
  { any: [{ resources: { kinds: ['Pod'], operations: ['CREATE'] } }] },
  { any: [{ resources: { kinds: ['Pod'] } }, { resources: { kinds: ['Service'] } }] },
  { all: [{ resources: { kinds: ['Pod'] } }] },
  { resources: { kinds: ['Pod'] } },
  { any: [{ resources: { kinds: ['Pod'] }, clusterRoles: ['x'] }] },
];

const ANNOTATIONS = [
  'none',
  'all',
  'Deployment',
  'Deployment,CronJob',
  'Deployment, Job',
  'CronJob',
  'StatefulSet,DaemonSet',
  'Thing',
  '',
  'deployment',
  'none,Deployment',
];

/** What is repeated for the controllers of pods. */
function autogen(): World {
  const key = 'pod-policies.kyverno.io/autogen-controllers';
  const exclude: Json = { any: [{ resources: { kinds: ['Pod'], namespaces: ['other'] } }] };
  const other: Json = { any: [{ resources: { kinds: ['Deployment'] } }] };
  const isMutation = (body: JsonObject) => body['mutate'] !== undefined;
  return {
    policies: [
      ...BODIES.filter((body) => !isMutation(body)).map((body, i) =>
        rulesOf(`body-${i}`, [{ name: 'r', match: PODS, ...body }]),
      ),
      ...MATCHES.map((match, i) => rulesOf(`match-${i}`, [{ name: 'r', match, validate: pattern }])),
      ...ANNOTATIONS.map((value, i) =>
        rulesOf(`annotation-${i}`, [{ name: 'r', match: PODS, validate: pattern }], {}, { [key]: value }),
      ),
      rulesOf('exclude', [{ name: 'r', match: PODS, exclude, validate: pattern }]),
      rulesOf('exclude-other', [{ name: 'r', match: PODS, exclude: other, validate: pattern }]),
      rulesOf('exclude-names', [
        { name: 'r', match: PODS, exclude: { any: [{ resources: { names: ['x'] } }] }, validate: pattern },
      ]),
      rulesOf('exclude-namespaces', [
        { name: 'r', match: PODS, exclude: { any: [{ resources: { namespaces: ['shop'] } }] }, validate: pattern },
      ]),
      rulesOf('two', [
        { name: 'a', match: PODS, validate: pattern },
        { name: 'b', match: MATCHES[2] ?? {}, validate: pattern },
      ]),
      rulesOf('a-name-that-is-long', [
        { name: 'a-name-of-a-rule-that-is-as-long-as-names-of-rules-may-be-63', match: PODS, validate: pattern },
      ]),
    ],
    resources: controllers(),
  };
}

/** The same for mutations, one in each world of one policy. */
function autogenMutations(): World {
  const bodies = BODIES.filter((body) => body['mutate'] !== undefined);
  return {
    policies: bodies.map((body, i) =>
      rulesOf(`mutate-${i}`, [
        { name: 'r', match: { any: [{ resources: { kinds: ['Pod'], namespaces: [`ns-${i}`] } }] }, ...body },
      ]),
    ),
    resources: bodies.flatMap((_, i) =>
      controllers().map((one, j) => ({ ...one, metadata: { name: `it-${i}-${j}`, namespace: `ns-${i}` } })),
    ),
  };
}

export const AUTOGEN: Readonly<Record<string, () => World>> = { autogen, 'autogen of mutations': autogenMutations };
