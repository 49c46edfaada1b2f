import { namespaceOf } from '../../kubernetes/namespaces.ts';
import type { Resource } from '../../model/resource.ts';
import type { Policy, Problem, Report } from './policy.ts';
import { ADMIN, BASELINE, CLUSTER, readAdminPolicy } from './read-admin-policy.ts';
import { readNetworkPolicy } from './read-network-policy.ts';
import { inOrder } from './tiers.ts';

type Reader = (resource: Resource, report: Report) => Policy;

const READERS: Readonly<Record<string, Reader>> = {
  NetworkPolicy: readNetworkPolicy,
  'AdminNetworkPolicy.policy.networking.k8s.io': (resource, report) => readAdminPolicy(resource, ADMIN, report),
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io': (resource, report) =>
    readAdminPolicy(resource, BASELINE, report),
  'ClusterNetworkPolicy.policy.networking.k8s.io': (resource, report) => readAdminPolicy(resource, CLUSTER, report),
};

/** Kinds that filter traffic and that the engine does not read yet: where one is there, the graph is wider than the truth or narrower. */
export const UNREAD_TYPES: readonly string[] = [
  'CiliumNetworkPolicy.cilium.io',
  'CiliumClusterwideNetworkPolicy.cilium.io',
  'NetworkPolicy.projectcalico.org',
  'GlobalNetworkPolicy.projectcalico.org',
  'NetworkPolicy.crd.projectcalico.org',
  'GlobalNetworkPolicy.crd.projectcalico.org',
  'AuthorizationPolicy.security.istio.io',
];

export interface ReadPolicies {
  /** Admin tier by priority, then network policies, then the baseline by priority. */
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
  /** Objects of kinds that are not read. */
  readonly unread: readonly Resource[];
}

/** Reads every policy of the resources; `enforced` leaves out kinds that the cluster's network does not enforce. */
export function readPolicies(resources: readonly Resource[], enforced?: ReadonlySet<string>): ReadPolicies {
  const problems: Problem[] = [];
  const policies = resources.flatMap((resource): Policy[] => {
    const read = enforced && !enforced.has(resource.type) ? undefined : READERS[resource.type];
    return read ? [read(resource, reporter(resource, problems))] : [];
  });
  problems.push(...duplicates(policies));
  return {
    policies: policies.sort(inOrder),
    problems,
    unread: resources.filter(({ type }) => UNREAD_TYPES.includes(type)),
  };
}

/** Adds what is said of a resource to the problems. */
export function reporter(resource: Resource, problems: Problem[]): Report {
  return (path, message) => {
    problems.push({ resource, path, message });
    return undefined;
  };
}

/** Two objects of one name are one object, and nobody knows which; two ANPs of one priority have no defined order. */
function duplicates(policies: readonly Policy[]): Problem[] {
  const seen = new Map<string, Policy>();
  return policies.flatMap((policy): Problem[] => {
    const { resource, label, priority } = policy;
    const name = `${resource.type} ${namespaceOf(resource)}/${resource.name}`;
    const order = resource.kind === 'AdminNetworkPolicy' ? `${resource.type} ${priority}` : undefined;
    const twin = seen.get(name);
    const rival = order === undefined ? undefined : seen.get(order);
    seen.set(name, policy);
    if (order !== undefined) seen.set(order, policy);
    if (twin) return [{ resource, path: ['metadata', 'name'], message: `there are two objects ${label}` }];
    if (!rival) return [];
    const message = `${label} and ${rival.label} have the priority ${priority}: which one decides is not defined`;
    return [{ resource, path: ['spec', 'priority'], message }];
  });
}
