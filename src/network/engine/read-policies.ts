import { namespaceOf } from '../../kubernetes/namespaces.ts';
import type { Resource } from '../../model/resource.ts';
import { readInboundDefaults } from './linkerd/read-linkerd.ts';
import type { Note, Policy, Problem, Report } from './policy.ts';
import { MESH_READERS, NETWORK_READERS } from './readers.ts';
import { createPhrases } from './read-once.ts';
import { UNREAD_TYPES } from './types.ts';
import { othersOf } from './reading.ts';
import { inOrder } from './tiers.ts';
import { append } from '../../std/append.ts';

export interface ReadPolicies {
  /** Admin tier by priority, then network policies, then the baseline by priority. */
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  /** Objects of kinds that are not read. */
  readonly unread: readonly Resource[];
}

/** Reads every policy of the resources; `enforced` leaves out kinds that the cluster's network does not enforce. A mesh enforces its own. */
export function readPolicies(resources: readonly Resource[], enforced?: ReadonlySet<string>): ReadPolicies {
  const problems: Problem[] = [];
  const notes: Note[] = [];
  const others = othersOf(resources);
  const phrases = createPhrases();
  const policies = resources.flatMap((resource): readonly Policy[] => {
    const { type } = resource;
    const isEnforced = !enforced || enforced.has(type);
    const read = MESH_READERS.get(type) ?? (isEnforced ? NETWORK_READERS.get(type) : undefined);
    if (!read) return NO_POLICIES;
    return read(resource, { report: reporter(resource, problems), note: reporter(resource, notes), others, phrases });
  });
  append(problems, duplicates(policies));
  append(notes, ties(policies));
  return {
    policies: inOrder([...apart(policies, notes), ...readInboundDefaults(resources)]),
    problems,
    notes,
    unread: resources.filter(({ type }) => UNREAD_TYPES.has(type)),
  };
}

const NO_POLICIES: readonly Policy[] = [];

/** Of two implementations that filter one network, each asks its own policies; those of Kubernetes are told once, as Calico's. */
function apart(policies: readonly Policy[], notes: Note[]): Policy[] {
  const isOf = (group: string) => (policy: Policy) => policy.resource.type.endsWith(group);
  const cilium = policies.find(isOf('cilium.io'));
  if (!cilium || !policies.some(isOf('projectcalico.org'))) return [...policies];
  const message = 'policies of Cilium and of Calico stand side by side: say which network enforces them with a profile';
  notes.push({ resource: cilium.resource, path: ['kind'], message });
  return policies.map((policy) => (isOf('cilium.io')(policy) ? { ...policy, filter: 'cilium' } : policy));
}

/** Adds what is said of a resource to the problems. */
export function reporter(resource: Resource, problems: Problem[]): Report {
  return (path, message) => {
    problems.push({ resource, path, message });
    return undefined;
  };
}

/** Of two ClusterNetworkPolicies of one tier and priority an implementation may ask either first (v1alpha2, `priority`). */
function ties(policies: readonly Policy[]): Note[] {
  const cluster = policies.filter(({ resource }) => resource.kind === 'ClusterNetworkPolicy');
  const groups = Map.groupBy(cluster, ({ tier, priority }) => `${tier} ${priority}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    others
      .filter((other) => maySay(first!) !== maySay(other))
      .map(({ resource, label, priority }) => ({
        resource,
        path: ['spec', 'priority'],
        message: `${label} and ${first!.label} have the priority ${priority}: which one is asked first is not defined, here it goes by name`,
      })),
  );
}

/** The actions of a policy: two that only ever say the same need no order. */
function maySay({ ingress = [], egress = [] }: Policy): string {
  return [...new Set([...ingress, ...egress].map(({ action }) => action))].sort().join();
}

/** Two objects of one name are one object, and nobody knows which; two ANPs of one priority have no defined order. */
function duplicates(policies: readonly Policy[]): Problem[] {
  const seen = new Map<string, Policy>();
  const problems: Problem[] = [];
  for (const policy of policies) {
    const { resource, label, priority } = policy;
    const name = `${resource.type} ${namespaceOf(resource)}/${resource.name}`;
    const before = seen.get(name);
    seen.set(name, policy);
    const order = resource.kind === 'AdminNetworkPolicy' ? `${resource.type} ${priority}` : undefined;
    const rival = order === undefined ? undefined : seen.get(order);
    if (order !== undefined) seen.set(order, policy);
    // One object may hold several policies.
    if (before && before.resource !== resource) {
      problems.push({ resource, path: ['metadata', 'name'], message: `there are two objects ${label}` });
    } else if (rival) {
      const message = `${label} and ${rival.label} have the priority ${priority}: which one decides is not defined`;
      problems.push({ resource, path: ['spec', 'priority'], message });
    }
  }
  return problems;
}
