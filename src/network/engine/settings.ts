/** In what implementations of the network differ; see the table of profiles in docs/network.md. */
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
}

const NETWORK_POLICY = 'NetworkPolicy';
const ADMIN_POLICIES = [
  'AdminNetworkPolicy.policy.networking.k8s.io',
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io',
];
const only = (...types: readonly string[]): ReadonlySet<string> => new Set(types);

/**
 * Named profiles. ipBlock on pods: Calico and kube-router match on the packet's address; Cilium matches identities, and a
 * CIDR never selects a managed endpoint (Cilium docs, "Layer 3: IP/CIDR based"), which GKE Dataplane V2 inherits; Antrea and
 * OVN-Kubernetes match on the address. Admin policies: OVN-Kubernetes and Antrea read them.
 */
export const PROFILES = {
  default: { blocksMatchPods: false, hostNetwork: 'node' },
  calico: { blocksMatchPods: true, hostNetwork: 'node', enforced: only(NETWORK_POLICY, ...ADMIN_POLICIES) },
  cilium: { blocksMatchPods: false, hostNetwork: 'node', enforced: only(NETWORK_POLICY) },
  'kube-router': { blocksMatchPods: true, hostNetwork: 'node', enforced: only(NETWORK_POLICY) },
  'aws-vpc': { blocksMatchPods: true, hostNetwork: 'node', enforced: only(NETWORK_POLICY) },
  'gke-dataplane-v2': { blocksMatchPods: false, hostNetwork: 'node', enforced: only(NETWORK_POLICY) },
  antrea: { blocksMatchPods: true, hostNetwork: 'node', enforced: only(NETWORK_POLICY, ...ADMIN_POLICIES) },
  ovn: { blocksMatchPods: true, hostNetwork: 'node', enforced: only(NETWORK_POLICY, ...ADMIN_POLICIES) },
} as const satisfies Record<string, Settings>;

export type ProfileName = keyof typeof PROFILES;
