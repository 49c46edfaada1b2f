/* Names of the kinds that decide who may talk to whom: what reads a cluster must know them without loading their readers. */

/** Kinds that the cluster's network enforces. */
export const NETWORK_TYPES = [
  'NetworkPolicy',
  'AdminNetworkPolicy.policy.networking.k8s.io',
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io',
  'ClusterNetworkPolicy.policy.networking.k8s.io',
  'CiliumNetworkPolicy.cilium.io',
  'CiliumClusterwideNetworkPolicy.cilium.io',
  'NetworkPolicy.projectcalico.org',
  'GlobalNetworkPolicy.projectcalico.org',
  'NetworkPolicy.crd.projectcalico.org',
  'GlobalNetworkPolicy.crd.projectcalico.org',
] as const;

/** Kinds that the proxies of a mesh enforce. */
export const MESH_TYPES = [
  'PeerAuthentication.security.istio.io',
  'AuthorizationPolicy.security.istio.io',
  'Server.policy.linkerd.io',
  'AuthorizationPolicy.policy.linkerd.io',
] as const;

/** What those refer to, and what leads from outside to a Service. */
export const RELATED_TYPES: readonly string[] = [
  ...['Tier', 'NetworkSet', 'GlobalNetworkSet'].flatMap((kind) => [
    `${kind}.projectcalico.org`,
    `${kind}.crd.projectcalico.org`,
  ]),
  'CiliumCIDRGroup.cilium.io',
  ...['ServerAuthorization', 'MeshTLSAuthentication', 'NetworkAuthentication', 'HTTPRoute'].map(
    (kind) => `${kind}.policy.linkerd.io`,
  ),
  ...['Gateway', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute', 'ReferenceGrant'].map(
    (kind) => `${kind}.gateway.networking.k8s.io`,
  ),
  'Route.route.openshift.io',
  // Networks beside that of all pods, and machines on them; resources whose names are no regular plurals.
  'UserDefinedNetwork.k8s.ovn.org',
  'ClusterUserDefinedNetwork.k8s.ovn.org',
  'multi-networkpolicies.k8s.cni.cncf.io',
  'network-attachment-definitions.k8s.cni.cncf.io',
  'VirtualMachine.kubevirt.io',
  'VirtualMachineInstance.kubevirt.io',
];

/** Kinds that filter traffic and that are not read: where one is there, the graph is wider than the truth or narrower. */
export const UNREAD_TYPES: ReadonlySet<string> = new Set([
  'NetworkPolicy.crd.antrea.io',
  'ClusterNetworkPolicy.crd.antrea.io',
  'MeshTrafficPermission.kuma.io',
  'TrafficPermission.kuma.io',
  'ServiceIntentions.consul.hashicorp.com',
  'ClusterNetworkPolicy.networking.k8s.aws',
  'ApplicationNetworkPolicy.networking.k8s.aws',
  'FQDNNetworkPolicy.networking.gke.io',
]);
