import type { Resource } from '../../model/resource.ts';
import { readCalico } from './calico/read-calico.ts';
import { readCilium } from './cilium/read-cilium.ts';
import { readIstioAuthorization } from './istio/read-authorization-policy.ts';
import { readPeerAuthentication } from './istio/read-peer-authentication.ts';
import { readServer } from './linkerd/read-linkerd.ts';
import { readTarget } from './linkerd/read-targets.ts';
import type { Policy } from './policy.ts';
import { ADMIN, BASELINE, CLUSTER, readAdminPolicy } from './read-admin-policy.ts';
import { readNetworkPolicy } from './read-network-policy.ts';
import type { Reading } from './reading.ts';
import type { MESH_TYPES, NETWORK_TYPES } from './types.ts';

type Reader = (resource: Resource, reading: Reading) => readonly Policy[];
type Readers = ReadonlyMap<string, Reader>;

const NETWORK = {
  NetworkPolicy: (resource, { report, phrases }) => [readNetworkPolicy(resource, report, phrases)],
  'AdminNetworkPolicy.policy.networking.k8s.io': (resource, { report }) => [readAdminPolicy(resource, ADMIN, report)],
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io': (resource, { report }) => [
    readAdminPolicy(resource, BASELINE, report),
  ],
  'ClusterNetworkPolicy.policy.networking.k8s.io': (resource, { report }) => [
    readAdminPolicy(resource, CLUSTER, report),
  ],
  'CiliumNetworkPolicy.cilium.io': readCilium,
  'CiliumClusterwideNetworkPolicy.cilium.io': readCilium,
  'NetworkPolicy.projectcalico.org': readCalico,
  'GlobalNetworkPolicy.projectcalico.org': readCalico,
  'NetworkPolicy.crd.projectcalico.org': readCalico,
  'GlobalNetworkPolicy.crd.projectcalico.org': readCalico,
} satisfies Record<(typeof NETWORK_TYPES)[number], Reader>;

const MESH = {
  'PeerAuthentication.security.istio.io': readPeerAuthentication,
  'AuthorizationPolicy.security.istio.io': readIstioAuthorization,
  'Server.policy.linkerd.io': readServer,
  'AuthorizationPolicy.policy.linkerd.io': readTarget,
} satisfies Record<(typeof MESH_TYPES)[number], Reader>;

export const NETWORK_READERS: Readers = new Map<string, Reader>(Object.entries(NETWORK));
export const MESH_READERS: Readers = new Map<string, Reader>(Object.entries(MESH));
