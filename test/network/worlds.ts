import fc from 'fast-check';
import { toResource } from '../../src/kubernetes/resource.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';

/* Small random clusters with every kind of policy: few names, so that things meet. */

const NAMESPACES = ['a', 'b', 'c'];
const KEYS = ['app', 'tier'];
const VALUES = ['x', 'y'];
const BLOCKS = ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '203.0.113.0/24', '::/0', 'fd00::/8', 'fd00:1::/32'];
const HOLES: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['10.0.0.0/8', '203.0.113.0/25'],
  '10.0.0.0/8': ['10.1.0.0/16', '10.2.0.7/32'],
  '::/0': ['fd00::/8'],
  'fd00::/8': ['fd00:1::/32'],
};
const ADDRESSES = ['10.1.0.5', '10.2.0.7', '172.16.0.9', 'fd00:1::5', '2001:db8::1'];
export const OUTSIDE = ['203.0.113.7', '10.1.9.9', '198.51.100.1', 'fd00:1::99', '2001:db8::9'];
export const PORTS = [80, 81, 443, 8080];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const PORT_NAMES = ['web', 'dns'];

const one = <T>(items: readonly T[]) => fc.constantFrom(...items);
const labels = fc.dictionary(one(KEYS), one(VALUES), { maxKeys: 2 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const expression = fc.oneof(
  fc.record({
    key: one(KEYS),
    operator: one(['In', 'NotIn']),
    values: fc.uniqueArray(one(VALUES), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key: one(KEYS), operator: one(['Exists', 'DoesNotExist']) }),
);
const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 1 }) },
  { requiredKeys: [] },
);
const namespaceSelector = fc.oneof(
  selector,
  one(NAMESPACES).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
);

const block = one(BLOCKS).chain((cidr) =>
  fc.record({ cidr: fc.constant(cidr), except: fc.subarray([...(HOLES[cidr] ?? [])]) }),
);
const range = fc.tuple(one(PORTS), fc.nat(10)).map(([from, more]) => ({ from, to: from + more }));

const networkPort = fc.oneof(
  fc.record({ protocol: one(PROTOCOLS) }),
  fc.tuple(one(PROTOCOLS), range).map(([protocol, { from, to }]) => ({ protocol, port: from, endPort: to })),
  fc.record({ port: one(PORTS) }),
  fc.record({ protocol: one(PROTOCOLS), port: one(PORT_NAMES) }),
);
const networkPeer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector }),
  fc.record({ namespaceSelector, podSelector: selector }),
  fc.record({ ipBlock: block }),
);
const networkRule = (key: 'from' | 'to') =>
  fc.record(
    { [key]: fc.array(networkPeer, { maxLength: 2 }), ports: fc.array(networkPort, { maxLength: 2 }) },
    { requiredKeys: [] },
  );
const networkPolicy = fc.record({
  kind: fc.constant('NetworkPolicy'),
  namespace: one(NAMESPACES),
  spec: fc.record(
    {
      podSelector: selector,
      policyTypes: fc.uniqueArray(one(['Ingress', 'Egress']), { maxLength: 2 }),
      ingress: fc.array(networkRule('from'), { maxLength: 2 }),
      egress: fc.array(networkRule('to'), { maxLength: 2 }),
    },
    { requiredKeys: ['podSelector'] },
  ),
});

const subject = fc.oneof(
  fc.record({ namespaces: namespaceSelector }),
  fc.record({ pods: fc.record({ namespaceSelector, podSelector: selector }) }),
);
const beyond = fc.oneof(
  fc.record({ networks: fc.uniqueArray(one(BLOCKS), { minLength: 1, maxLength: 2 }) }),
  fc.record({ nodes: selector }),
);
const portNumber = fc.record({ protocol: one(PROTOCOLS), port: one(PORTS) });
const adminPort = fc.oneof(
  fc.record({ portNumber }),
  fc
    .tuple(one(PROTOCOLS), range)
    .map(([protocol, { from, to }]) => ({ portRange: { protocol, start: from, end: to } })),
  fc.record({ namedPort: one(PORT_NAMES) }),
);
const destination = fc.oneof(
  fc.record({ number: one(PORTS) }),
  range.map(({ from, to }) => ({ range: { start: from, end: to + 1 } })),
);
const clusterPort = fc.oneof(
  fc.tuple(one(['tcp', 'udp', 'sctp']), optional(destination)).map(([name, destinationPort]) => ({
    [name]: destinationPort ? { destinationPort } : {},
  })),
  fc.record({ destinationNamedPort: one(PORT_NAMES) }),
);

interface Shape {
  readonly actions: readonly string[];
  readonly ports: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

function ordered({ actions, ports }: Shape) {
  const rule = (key: 'from' | 'to') =>
    fc.record(
      {
        action: one(actions),
        [key]: fc.array(key === 'to' ? fc.oneof(subject, beyond) : subject, { minLength: 1, maxLength: 2 }),
        ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, fc.array(port, { maxLength: 2 })])),
      },
      { requiredKeys: ['action', key] },
    );
  return { ingress: fc.array(rule('from'), { maxLength: 3 }), egress: fc.array(rule('to'), { maxLength: 3 }) };
}

const ANP: Shape = { actions: ['Allow', 'Deny', 'Pass'], ports: { ports: adminPort } };
const BANP: Shape = { actions: ['Allow', 'Deny'], ports: { ports: adminPort } };
const CNP: Shape = { actions: ['Accept', 'Deny', 'Pass'], ports: { protocols: clusterPort } };

const pod = fc.record({
  namespace: one(NAMESPACES),
  labels,
  addresses: fc.uniqueArray(one(ADDRESSES), { maxLength: 2 }),
  ports: fc.array(fc.record({ name: one(PORT_NAMES), containerPort: one(PORTS), protocol: one(PROTOCOLS) }), {
    maxLength: 2,
  }),
  hostNetwork: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
});

export interface World {
  readonly resources: readonly Resource[];
  readonly pods: readonly Resource[];
}

const V1 = 'policy.networking.k8s.io/v1alpha1';
const V2 = 'policy.networking.k8s.io/v1alpha2';

/** Priorities are each given once: where two are equal, the order is not defined. */
export const world: fc.Arbitrary<World> = fc
  .record({
    namespaces: fc.tuple(labels, labels, labels),
    node: labels,
    pods: fc.array(pod, { minLength: 2, maxLength: 5 }),
    network: fc.array(networkPolicy, { maxLength: 4 }),
    admin: fc.array(fc.record({ subject, ...ordered(ANP) }), { maxLength: 2 }),
    cluster: fc.array(fc.record({ subject, tier: one(['Admin', 'Baseline']), ...ordered(CNP) }), { maxLength: 2 }),
    baseline: optional(fc.record({ subject, ...ordered(BANP) })),
  })
  .map(({ namespaces, node, pods, network, admin, cluster, baseline }) => {
    const made = (apiVersion: string, kind: string, metadata: JsonObject, spec: unknown, status: JsonObject = {}) =>
      toResource({ apiVersion, kind, metadata, spec, status } as JsonObject, ORIGIN)!;
    const podObjects = pods.map(({ namespace, labels: own, addresses, ports, hostNetwork }, i) =>
      made(
        'v1',
        'Pod',
        { name: `p${i}`, namespace, labels: own },
        { containers: [{ name: 'c', ports }], hostNetwork, nodeName: 'n' },
        { podIPs: addresses.map((ip) => ({ ip })) },
      ),
    );
    return {
      pods: podObjects,
      resources: [
        ...namespaces.map((own, i) => made('v1', 'Namespace', { name: NAMESPACES[i]!, labels: own }, {})),
        made('v1', 'Node', { name: 'n', labels: node }, {}),
        ...podObjects,
        ...network.map(({ kind, namespace, spec }, i) =>
          made('networking.k8s.io/v1', kind, { name: `np${i}`, namespace }, spec),
        ),
        ...admin.map((spec, i) => made(V1, 'AdminNetworkPolicy', { name: `anp${i}` }, { ...spec, priority: 2 * i })),
        ...cluster.map((spec, i) =>
          made(V2, 'ClusterNetworkPolicy', { name: `cnp${i}` }, { ...spec, priority: 2 * i + 1 }),
        ),
        ...(baseline ? [made(V1, 'BaselineAdminNetworkPolicy', { name: 'default' }, baseline)] : []),
      ],
    };
  });

const ORIGIN: Resource['origin'] = {
  file: 'world.yaml',
  editable: false,
  locate: () => ({ file: 'world.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 }),
};
