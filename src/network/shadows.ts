import { type DemandIndex, indexByDemands } from '../kubernetes/label-index.ts';
import { namespaceOf } from '../kubernetes/namespaces.ts';
import { strings } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { at } from '../std/value.ts';
import { coversPods, coversRule, type NamespaceLabels } from './engine/covers.ts';
import { NAMESPACE_NAME } from './engine/peers.ts';
import { type Direction, type Policy, type Problem, type Rule, TIERS } from './engine/policy.ts';
import { ADMIN, BASELINE, CLUSTER, type Dialect, readAdminPolicy } from './engine/read-admin-policy.ts';
import { readNetworkPolicy } from './engine/read-network-policy.ts';
import { reporter } from './engine/read-policies.ts';
import { inOrder } from './engine/tiers.ts';

const GROUP = 'policy.networking.k8s.io';
const DIALECTS: Readonly<Record<string, Dialect>> = {
  [`AdminNetworkPolicy.${GROUP}`]: ADMIN,
  [`BaselineAdminNetworkPolicy.${GROUP}`]: BASELINE,
  [`ClusterNetworkPolicy.${GROUP}`]: CLUSTER,
};

/** Kinds whose rules are compared. */
export const SHADOW_TYPES: readonly string[] = ['NetworkPolicy', ...Object.keys(DIALECTS)];

/** A rule that makes no difference, and the rule that decides all of it. */
export interface Shadow {
  readonly direction: Direction;
  readonly rule: Rule;
  readonly by: { readonly policy: Policy; readonly rule: Rule };
  /** Whether the other comes first; else both allow the same, in no order. */
  readonly first: boolean;
}

/** The rules of a policy that make no difference, whatever pods there are. */
export function shadowsOf(inventory: Inventory, resource: Resource): readonly Shadow[] {
  const cluster = inventory.derive(clusterPolicies);
  const own =
    resource.type === 'NetworkPolicy' ? inventory.deriveIn(networkPolicies, namespaceOf(resource)) : undefined;
  const policy = own ? own.of.get(resource) : cluster.find((one) => one.resource === resource);
  const labelsOf = inventory.derive(namespaceLabels);
  if (!policy) return [];
  const beside = own?.near.near(policy.subject.pods) ?? [];
  const covers = (other: Policy) => coversPods(other.subject, policy.subject, labelsOf);
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const others = rivals([...cluster, ...beside], covers, direction);
    const asked: Asked = { policy, direction, others, labelsOf };
    return (policy[direction] ?? []).flatMap((rule, i) => shadowOf(asked, rule, i) ?? []);
  });
}

interface Asked {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly others: readonly Rival[];
  readonly labelsOf: NamespaceLabels;
}

/** A rule about all of the pods of the policy, or more. */
interface Rival {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly index: number;
  /** Whether a rule before it may have passed something on: then it does not decide for the next tier. */
  readonly behindPass: boolean;
}

function rivals(policies: readonly Policy[], covers: (other: Policy) => boolean, direction: Direction): Rival[] {
  let behindPass = false;
  const found: Rival[] = [];
  for (const policy of policies) {
    const wide = covers(policy);
    for (const [index, rule] of (policy[direction] ?? []).entries()) {
      if (wide) found.push({ policy, rule, index, behindPass });
      behindPass ||= rule.action === 'pass';
    }
  }
  return found;
}

function shadowOf({ policy, direction, others, labelsOf }: Asked, rule: Rule, index: number): Shadow | undefined {
  for (const rival of others) {
    if (rival.rule === rule || !coversRule(rival.rule, rule, labelsOf)) continue;
    const mutual = () =>
      coversRule(rule, rival.rule, labelsOf) && coversPods(policy.subject, rival.policy.subject, labelsOf);
    const order = orderOf(rival, { policy, index }, mutual);
    if (order) return { direction, rule, by: rival, first: order === 'first' };
  }
  return undefined;
}

/** Whether the rival comes first, or beside: of two beside each other that are alike, the later one adds nothing. */
function orderOf(
  rival: Rival,
  { policy, index }: Pick<Rival, 'policy' | 'index'>,
  mutual: () => boolean,
): 'first' | 'beside' | undefined {
  const [other, own] = [rival.policy, policy];
  if (own.tier === TIERS.network.tier && other.tier === own.tier) {
    const before = other === own ? rival.index < index : other.label < own.label;
    return before || !mutual() ? 'beside' : undefined;
  }
  if (other.tier === own.tier) {
    const before = other === own ? rival.index < index : other.priority < own.priority;
    return before ? 'first' : undefined;
  }
  if (other.tier !== TIERS.admin.tier || rival.rule.action === 'pass' || rival.behindPass) return undefined;
  return 'first';
}

function clusterPolicies(inventory: Inventory): readonly Policy[] {
  return inOrder(
    Object.entries(DIALECTS).flatMap(([type, dialect]) =>
      inventory
        .ofType(type)
        .flatMap((resource) => good((problems) => readAdminPolicy(resource, dialect, reporter(resource, problems)))),
    ),
  );
}

interface NamespacePolicies {
  readonly of: ReadonlyMap<Resource, Policy>;
  readonly near: DemandIndex<Policy>;
}

function networkPolicies(inventory: Inventory, namespace: string): NamespacePolicies {
  const resources = inventory.landingIn(namespace).filter(({ type }) => type === 'NetworkPolicy');
  const policies = resources.flatMap((resource) => {
    return good((problems) => readNetworkPolicy(resource, reporter(resource, problems)));
  });
  return {
    of: new Map(policies.map((policy) => [policy.resource, policy])),
    near: indexByDemands(policies, ({ subject }) => subject.pods),
  };
}

/** What an API server refuses is compared with nothing. */
function good(read: (problems: Problem[]) => Policy): Policy[] {
  const problems: Problem[] = [];
  const policy = read(problems);
  return problems.length === 0 ? [policy] : [];
}

function namespaceLabels(inventory: Inventory): NamespaceLabels {
  const known = new Map(
    inventory.ofType('Namespace').map(({ name, object }) => {
      return [name, { ...strings(at(object, 'metadata', 'labels')), [NAMESPACE_NAME]: name }] as const;
    }),
  );
  return (name) => known.get(name);
}
