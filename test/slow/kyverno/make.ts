import type { Json, JsonObject } from '../../../src/model/json.ts';

/** A policy of one validate rule for objects of the kinds. */
export function policyOf(
  name: string,
  validate: JsonObject,
  kinds: readonly string[] = ['Thing'],
  more: JsonObject = {},
): JsonObject {
  return ruleOf(name, { match: { any: [{ resources: { kinds: [...kinds] } }] }, validate, ...more });
}

/** A policy of one rule, which has the policy's name. */
export function ruleOf(name: string, rule: JsonObject): JsonObject {
  return rulesOf(name, [{ name, ...rule }]);
}

export function rulesOf(
  name: string,
  rules: readonly JsonObject[],
  spec: JsonObject = {},
  annotations?: JsonObject,
): JsonObject {
  return {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name, ...(annotations && { annotations }) },
    spec: { background: false, validationFailureAction: 'Audit', rules: [...rules], ...spec },
  };
}

export function object(kind: string, name: string, more: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  const [apiVersion = 'v1', bare = kind] = kind.includes(' ') ? kind.split(' ') : ['v1', kind];
  return { apiVersion, kind: bare, metadata: { name, namespace: 'shop', ...metadata }, ...more };
}

const SPECS: readonly JsonObject[] = [
  { containers: [{ name: 'web', image: 'nginx' }] },
  {
    containers: [
      { name: 'web', image: 'nginx:latest', imagePullPolicy: 'Always', securityContext: { privileged: true } },
    ],
  },
  {
    hostNetwork: true,
    containers: [{ name: 'web', image: 'ghcr.io/acme/web:1', ports: [{ containerPort: 80, hostPort: 8080 }] }],
  },
  {
    initContainers: [{ name: 'init', image: 'busybox' }],
    containers: [
      {
        name: 'web',
        image: 'nginx:1.2',
        resources: { limits: { memory: '1Gi', cpu: '1' }, requests: { memory: '1Gi' } },
      },
      {
        name: 'sidecar',
        image: 'ghcr.io/acme/side@sha256:abc',
        resources: { limits: { memory: '2Gi' }, requests: { memory: '1Gi' } },
      },
    ],
  },
  {
    hostPID: true,
    hostNetwork: true,
    volumes: [
      { name: 'sock', hostPath: { path: '/var/run/docker.sock' } },
      { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } },
    ],
    containers: [
      { name: 'a', image: 'b', command: ['ash', 'a'], livenessProbe: { periodSeconds: 10 }, securityContext: {} },
    ],
  },
  {
    automountServiceAccountToken: false,
    volumes: [{ name: 'tmp', emptyDir: {} }],
    securityContext: {
      sysctls: [
        { name: 'net.ipv4.tcp_syncookies', value: '1' },
        { name: 'kernel.msgmax', value: '1' },
      ],
    },
    ephemeralContainers: [{ name: 'debug', image: 'busybox:latest' }],
    containers: [
      {
        name: 'web',
        image: 'docker.io/library/nginx:latest',
        securityContext: { privileged: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
];

const LABELS: readonly JsonObject[] = [{}, { app: 'web', team: 'abc' }, { 'app.kubernetes.io/name': 'web', team: 'x' }];

/** Pods and their controllers, of many sorts. */
export function pods(): JsonObject[] {
  const all = SPECS.map((spec, i) => ({
    metadata: { labels: LABELS[i % LABELS.length] ?? {}, ...(i % 2 === 0 && { annotations: { note: 'x' } }) },
    spec,
  }));
  return all.flatMap(({ metadata, spec }, i) => {
    const template: Json = { metadata, spec };
    return [
      object('Pod', i % 2 === 0 ? `p${i}-web` : `p${i}`, { spec }, metadata),
      object(
        'apps/v1 Deployment',
        `d${i}`,
        { spec: { replicas: i, selector: { matchLabels: { app: 'web' } }, template } },
        metadata,
      ),
      object('batch/v1 CronJob', `c${i}`, { spec: { schedule: '* * * * *', jobTemplate: { spec: { template } } } }),
    ];
  });
}
