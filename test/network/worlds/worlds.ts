import fc from 'fast-check';
import type { Resource } from '../../../src/model/resource.ts';

import { calico } from './calico.ts';
import { cilium } from './cilium.ts';
import { istio, ISTIO_LABELS, linkerd, LINKERD_ANNOTATIONS } from './mesh.ts';
import {
  ADDRESSES,
  block,
  BLOCKS,
  labels,
  made,
  namespaceSelector,
  NAMESPACES,
  one,
  optional,
  PORT_NAMES,
  PORTS,
  PROTOCOLS,
  range,
  selector,
} from './shared.ts';

/* Small random clusters with every kind of policy. */

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
  account: one(['default', 'web']),
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

type Dictionary = fc.Arbitrary<Record<string, string>>;
const nothing: Dictionary = fc.constant({});

/** Namespaces, a node, accounts, Services and pods; with labels and annotations that put some of them into a mesh. */
const clusterOf = (marks: Dictionary = nothing, annotations: Dictionary = nothing) =>
  fc
    .record({
      namespaces: fc.tuple(...NAMESPACES.map(() => fc.record({ own: labels, marks, annotations }))),
      podMarks: fc.array(fc.record({ marks, annotations }), { minLength: 5, maxLength: 5 }),
      node: labels,
      account: labels,
      pods: fc.array(pod, { minLength: 2, maxLength: 5 }),
    })
    .map(({ namespaces, podMarks, node, account, pods }) => {
      const podObjects = pods.map((one, i) =>
        made(
          'v1',
          'Pod',
          {
            name: `p${i}`,
            namespace: one.namespace,
            labels: { ...one.labels, ...podMarks[i]!.marks },
            annotations: podMarks[i]!.annotations,
          },
          {
            containers: [{ name: 'c', ports: one.ports }],
            hostNetwork: one.hostNetwork,
            nodeName: 'n',
            serviceAccountName: one.account,
          },
          { status: { podIPs: one.addresses.map((ip) => ({ ip })) } },
        ),
      );
      const service = { selector: { app: 'x' }, ports: [{ port: 80 }] };
      return {
        pods: podObjects,
        resources: [
          ...namespaces.map(({ own, marks: more, annotations: notes }, i) =>
            made('v1', 'Namespace', { name: NAMESPACES[i]!, labels: { ...own, ...more }, annotations: notes }, {}),
          ),
          ...NAMESPACES.map((namespace) =>
            made('v1', 'ServiceAccount', { name: 'web', namespace, labels: account }, undefined),
          ),
          ...NAMESPACES.map((namespace) => made('v1', 'Service', { name: 'x', namespace, labels: account }, service)),
          made('v1', 'Node', { name: 'n', labels: node }, {}),
          ...podObjects,
        ],
      };
    });

/** Priorities are each given once: where two are equal, the order is not defined. */
const kubernetes = fc
  .record({
    network: fc.array(networkPolicy, { maxLength: 4 }),
    admin: fc.array(fc.record({ subject, ...ordered(ANP) }), { maxLength: 2 }),
    cluster: fc.array(fc.record({ subject, tier: one(['Admin', 'Baseline']), ...ordered(CNP) }), { maxLength: 2 }),
    baseline: optional(fc.record({ subject, ...ordered(BANP) })),
  })
  .map(({ network, admin, cluster: both, baseline }) => [
    ...network.map(({ kind, namespace, spec }, i) =>
      made('networking.k8s.io/v1', kind, { name: `np${i}`, namespace }, spec),
    ),
    ...admin.map((spec, i) => made(V1, 'AdminNetworkPolicy', { name: `anp${i}` }, { ...spec, priority: 2 * i })),
    ...both.map((spec, i) => made(V2, 'ClusterNetworkPolicy', { name: `cnp${i}` }, { ...spec, priority: 2 * i + 1 })),
    ...(baseline ? [made(V1, 'BaselineAdminNetworkPolicy', { name: 'default' }, baseline)] : []),
  ]);

type Policies = fc.Arbitrary<readonly Resource[]>;

function withPolicies(kinds: readonly Policies[], cluster = clusterOf()): fc.Arbitrary<World> {
  return fc
    .tuple(cluster, fc.tuple(...kinds))
    .map(([{ pods, resources }, policies]) => ({ pods, resources: [...resources, ...policies.flat()] }));
}

/** Clusters by the languages of their policies. */
export const WORLDS = {
  kubernetes: withPolicies([kubernetes]),
  cilium: withPolicies([cilium]),
  'cilium beside kubernetes': withPolicies([kubernetes, cilium]),
  calico: withPolicies([calico]),
  'calico beside kubernetes': withPolicies([kubernetes, calico]),
  istio: withPolicies([istio], clusterOf(ISTIO_LABELS)),
  linkerd: withPolicies([linkerd], clusterOf(nothing, LINKERD_ANNOTATIONS)),
  'istio over cilium': withPolicies([cilium, istio], clusterOf(ISTIO_LABELS)),
  'linkerd over kubernetes': withPolicies([kubernetes, linkerd], clusterOf(nothing, LINKERD_ANNOTATIONS)),
};
