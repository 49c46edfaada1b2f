/** In what implementations of the network differ; see docs/network-cni.md. */
export interface Settings {
  /** An ipBlock also matches the addresses of pods. The NetworkPolicy API leaves it open; implementations differ. */
  readonly blocksMatchPods: boolean;
  /** An ipBlock matches the addresses of nodes, and so of pods on the host's network; true where not said. */
  readonly blocksMatchNodes?: boolean;
  /**
   * How a pod of the host's network is seen. `node`: as the node that it runs on, no policy selects it ("NetworkPolicy and
   * hostNetwork pods", kubernetes.io; required by ClusterNetworkPolicy). `pod`: as any other pod.
   */
  readonly hostNetwork: 'node' | 'pod';
  /** Types of policies that are enforced; all that are read where undefined. */
  readonly enforced?: ReadonlySet<string>;
  /**
   * A pod that reaches itself through a Service: let through, seen as its node (and so let through), or seen as the address
   * of the Service, which rules about pods do not mean. Not documented where not said.
   */
  readonly hairpin?: 'allowed' | 'node' | 'service';
  /** Where rules about SCTP do not count for certain: never, where it is enabled, or nobody says. */
  readonly sctp?: 'ignored' | 'optional' | 'undocumented';
  /** Whether Services lead to ports that pods do not declare; by the API of Kubernetes they do, and do so where not said. */
  readonly servicesReach?: 'any port' | 'declared ports';
  /** Pods without an owner are not filtered. */
  readonly bareUnfiltered?: boolean;
}

const POLICY_GROUP = 'policy.networking.k8s.io';
const NETWORK_POLICY = 'NetworkPolicy';
const ALPHA_1 = [`AdminNetworkPolicy.${POLICY_GROUP}`, `BaselineAdminNetworkPolicy.${POLICY_GROUP}`];
const CLUSTER = `ClusterNetworkPolicy.${POLICY_GROUP}`;
const CILIUM = ['CiliumNetworkPolicy.cilium.io', 'CiliumClusterwideNetworkPolicy.cilium.io'];
const CALICO = ['NetworkPolicy', 'GlobalNetworkPolicy'].flatMap((kind) => [
  `${kind}.projectcalico.org`,
  `${kind}.crd.projectcalico.org`,
]);
const only = (...types: readonly string[]): ReadonlySet<string> => new Set([NETWORK_POLICY, ...types]);

/** Named profiles; docs/network-cni.md says where each value comes from. */
export const PROFILES = {
  default: { blocksMatchPods: false, hostNetwork: 'node' },
  calico: {
    blocksMatchPods: true,
    hostNetwork: 'node',
    enforced: only(...CALICO, ...ALPHA_1, CLUSTER),
    hairpin: 'node',
  },
  cilium: {
    blocksMatchPods: false,
    blocksMatchNodes: false,
    hostNetwork: 'node',
    enforced: only(...CILIUM),
    hairpin: 'allowed',
    sctp: 'optional',
  },
  'kube-router': {
    blocksMatchPods: true,
    hostNetwork: 'node',
    enforced: only(),
    hairpin: 'service',
    sctp: 'ignored',
  },
  'aws-vpc': {
    blocksMatchPods: true,
    hostNetwork: 'node',
    enforced: only(),
    sctp: 'undocumented',
    bareUnfiltered: true,
  },
  'gke-dataplane-v2': {
    blocksMatchPods: false,
    blocksMatchNodes: false,
    hostNetwork: 'node',
    enforced: only(CILIUM[1]!),
    hairpin: 'allowed',
    sctp: 'optional',
  },
  antrea: { blocksMatchPods: true, hostNetwork: 'node', enforced: only(...ALPHA_1), hairpin: 'allowed' },
  ovn: { blocksMatchPods: true, hostNetwork: 'node', enforced: only(...ALPHA_1) },
} as const satisfies Record<string, Settings>;

export type ProfileName = keyof typeof PROFILES;
