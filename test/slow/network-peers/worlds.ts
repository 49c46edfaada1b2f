import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.ts';
import {
  labels,
  namespaceSelector,
  NAMESPACES,
  one,
  PORT_NAMES,
  PORTS,
  range,
  selector,
} from '../../network/worlds/shared.ts';

/* Small random clusters as somebody writes them down: workloads of every kind, policies, Services and Ingresses. */

/** Blocks that overlap, touch and are written with host bits. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['10.0.0.0/8', '172.16.0.0/12', '255.255.255.255/32', '0.0.0.0/1'],
  '10.0.0.0/8': ['10.1.0.0/16', '10.0.0.0/9', '10.255.255.255/32'],
  '10.0.0.0/9': ['10.0.0.0/16', '10.1.0.0/16'],
  '10.128.0.0/9': ['10.128.0.0/10', '10.192.0.0/10'],
  '10.1.2.3/16': ['10.1.128.0/17'],
  '11.0.0.0/8': [],
  '0.0.0.0/1': ['10.0.0.0/8'],
  '128.0.0.0/1': ['255.255.255.0/24'],
  '192.168.7.7/32': [],
};
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

const block = one(Object.keys(BLOCKS)).chain((cidr) =>
  fc.record({ cidr: fc.constant(cidr), except: fc.subarray([...BLOCKS[cidr]!]) }, { requiredKeys: ['cidr'] }),
);
const peer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector }),
  fc.record({ namespaceSelector, podSelector: selector }),
  fc.record({ ipBlock: block }),
);
const port = fc.oneof(
  fc.record({ protocol: one(PROTOCOLS) }),
  fc.tuple(one(PROTOCOLS), range).map(([protocol, { from, to }]) => ({ protocol, port: from, endPort: to })),
  fc.record({ port: one([...PORTS, 1, 65535]) }),
  fc.record({ protocol: one(PROTOCOLS), port: one(PORT_NAMES) }),
  fc.record({ protocol: one(PROTOCOLS), port: one(PORTS) }),
);
const rule = (key: 'from' | 'to') =>
  fc.record({ [key]: fc.array(peer, { maxLength: 3 }), ports: fc.array(port, { maxLength: 3 }) }, { requiredKeys: [] });
const ingress = fc.array(rule('from'), { maxLength: 3 });
const egress = fc.array(rule('to'), { maxLength: 3 });
const someEgress = fc.array(rule('to'), { minLength: 1, maxLength: 3 });
/** The analyser takes types that leave rules out for a mistake, and an empty list for rules where types are not said. */
const policy = fc.record({
  namespace: one(NAMESPACES),
  spec: fc.oneof(
    fc.record({ podSelector: selector, ingress, egress: someEgress }, { requiredKeys: ['podSelector'] }),
    fc.record({ podSelector: selector, ingress, policyTypes: fc.constant(['Ingress']) }),
    fc.record({ podSelector: selector, egress, policyTypes: fc.constant(['Egress']) }),
    fc.record(
      { podSelector: selector, ingress, egress, policyTypes: fc.constant(['Ingress', 'Egress']) },
      { requiredKeys: ['podSelector', 'policyTypes'] },
    ),
  ),
});

/** Names of ports are given once in a pod. */
const ports = fc.uniqueArray(
  fc.record(
    { name: one(PORT_NAMES), containerPort: one(PORTS), protocol: one(PROTOCOLS) },
    { requiredKeys: ['name', 'containerPort'] },
  ),
  { maxLength: 2, selector: ({ name }) => name },
);

type Spec = (template: JsonObject, labels: JsonObject, replicas: number) => JsonObject;
const withSelector: Spec = (template, matchLabels, replicas) => ({ replicas, selector: { matchLabels }, template });
const KINDS: Readonly<Record<string, readonly [apiVersion: string, spec: Spec]>> = {
  Deployment: ['apps/v1', withSelector],
  StatefulSet: ['apps/v1', withSelector],
  ReplicaSet: ['apps/v1', withSelector],
  DaemonSet: ['apps/v1', (template, matchLabels) => ({ selector: { matchLabels }, template })],
  ReplicationController: ['v1', (template, own, replicas) => ({ replicas, selector: own, template })],
  Job: ['batch/v1', (template) => ({ template })],
  CronJob: ['batch/v1', (template) => ({ schedule: '* * * * *', jobTemplate: { spec: { template } } })],
  Pod: ['v1', (template) => template['spec'] as JsonObject],
};

const workload = fc.record({
  kind: one(Object.keys(KINDS)),
  namespace: one(NAMESPACES),
  labels,
  ports,
  replicas: fc.integer({ min: 1, max: 3 }),
  twoContainers: fc.boolean(),
});
type Workload = typeof workload extends fc.Arbitrary<infer T> ? T : never;

function workloadObject({ kind, namespace, labels: own, ports: named, replicas, twoContainers }: Workload, i: number) {
  const [apiVersion, spec] = KINDS[kind]!;
  const lists = twoContainers ? [named.slice(0, 1), named.slice(1)] : [named];
  const containers = lists.map((list, n) => ({ name: `c${n}`, image: 'i', ports: list }));
  const template = { metadata: { labels: own }, spec: { containers } };
  const metadata = { name: `w${i}`, namespace, ...(kind === 'Pod' && { labels: own }) };
  return { apiVersion, kind, metadata, spec: spec(template, own, replicas) };
}

const servicePort = fc.record(
  { port: one(PORTS), targetPort: one([...PORTS, ...PORT_NAMES]) },
  { requiredKeys: ['port'] },
);
/** The analyser makes everything reachable over a Service that leads nowhere: Services are those of workloads. */
const way = fc.record({
  of: fc.nat(5),
  ports: fc.uniqueArray(servicePort, { minLength: 1, maxLength: 2, selector: (one) => one.port }),
  byName: fc.boolean(),
});
type Way = typeof way extends fc.Arbitrary<infer T> ? T : never;

function wayObjects({ of, ports: given, byName }: Way, i: number, workloads: readonly Workload[]) {
  const { namespace, labels: own, ports: declared } = workloads[of % workloads.length]!;
  const isThere = ({ targetPort: target }: Way['ports'][number]) =>
    typeof target !== 'string' || declared.some(({ name, protocol = 'TCP' }) => name === target && protocol === 'TCP');
  if (Object.keys(own).length === 0 || !given.every(isThere)) return [];
  const named = given.map((entry, n) => ({ ...entry, name: `p${n}` }));
  const target = byName ? { name: 'p0' } : { number: given[0]!.port };
  const backend = { service: { name: `s${i}`, port: target } };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `s${i}`, namespace },
      spec: { selector: own, ports: named },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: `i${i}`, namespace },
      spec: { rules: [{ host: 'shop.example', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] },
    },
  ];
}

/** The objects of a cluster; `before` and `after` a change of its policies. */
export interface Cluster {
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
}

export const CLUSTERS: fc.Arbitrary<Cluster> = fc
  .record({
    namespaces: fc.tuple(...NAMESPACES.map(() => labels)),
    workloads: fc.array(workload, { minLength: 2, maxLength: 6 }),
    ways: fc.array(way, { maxLength: 2 }),
    policies: fc.array(policy, { maxLength: 4 }),
    later: fc.array(policy, { maxLength: 2 }),
  })
  .map(({ namespaces, workloads, ways, policies, later }) => {
    const fixed = [
      ...namespaces.map((own, i) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: NAMESPACES[i]!, labels: { 'kubernetes.io/metadata.name': NAMESPACES[i]!, ...own } },
      })),
      ...workloads.map(workloadObject),
      ...ways.flatMap((one, i) => wayObjects(one, i, workloads)),
    ];
    const objects = [...policies, ...later].map((one, i) => policyObject(without('Exists', 'DoesNotExist', one), i));
    return {
      before: [...fixed, ...objects.slice(0, policies.length)] as JsonObject[],
      after: [...fixed, ...objects.slice(1)] as JsonObject[],
    };
  });

function policyObject({ namespace, spec }: { readonly namespace: string; readonly spec: object }, i: number) {
  const metadata = { name: `np${i}`, namespace };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec } as JsonObject;
}

/** Pods with addresses, and policies whose types may leave rules out. */
export interface Pods {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly Pod[];
  readonly policies: readonly JsonObject[];
}

export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol?: string }[];
}

const ADDRESSES = ['10.0.0.5', '10.1.0.5', '10.1.200.5', '10.130.0.5', '10.255.255.255', '192.168.7.7', '172.16.9.9'];

const typed = fc.record({
  namespace: one(NAMESPACES),
  spec: fc.record(
    {
      podSelector: selector,
      policyTypes: fc.uniqueArray(one(['Ingress', 'Egress']), { minLength: 1, maxLength: 2 }),
      ingress,
      egress,
    },
    { requiredKeys: ['podSelector', 'policyTypes'] },
  ),
});

export const PODS: fc.Arbitrary<Pods> = fc
  .record({
    namespaces: fc.tuple(...NAMESPACES.map(() => labels)),
    addresses: fc.uniqueArray(one(ADDRESSES), { minLength: 2, maxLength: 5 }),
    pods: fc.array(fc.record({ namespace: one(NAMESPACES), labels, ports }), { minLength: 5, maxLength: 5 }),
    policies: fc.array(typed, { minLength: 1, maxLength: 5 }),
  })
  .map(({ namespaces, addresses, pods, policies }) => ({
    namespaces: Object.fromEntries(
      NAMESPACES.map((name, i) => [name, { 'kubernetes.io/metadata.name': name, ...namespaces[i] }]),
    ),
    pods: addresses.map((address, i) => ({ name: `p${i}`, address, ...pods[i]! })),
    policies: policies.map((policy, i) => policyObject(without('NotIn', 'In', policy), i)),
  }));

/**
 * Operators that an analyser reads otherwise than Kubernetes ("Labels and Selectors"): cyclonus lets NotIn pass over objects
 * that lack the key, and network-config-analyzer finds no pods by Exists beside a namespaceSelector.
 */
function without<T>(operator: string, instead: string, policy: T): T {
  return JSON.parse(JSON.stringify(policy).replaceAll(`"${operator}"`, `"${instead}"`)) as T;
}
