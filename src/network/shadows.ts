import { type DemandIndex, indexByDemands } from '../kubernetes/label-index.ts';
import { namespaceOf } from '../kubernetes/namespaces.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { accepted, ADMIN_TYPES, adminPolicies, namespaceLabels } from './admin-policies.ts';
import { coversPods, coversRule, type NamespaceLabels } from './engine/covers.ts';
import { type Direction, type Policy, type Rule, TIERS } from './engine/policy.ts';
import { readNetworkPolicy } from './engine/read-network-policy.ts';
import { createPhrases } from './engine/read-once.ts';

/** Kinds whose rules are compared. */
export const SHADOW_TYPES: readonly string[] = ['NetworkPolicy', ...ADMIN_TYPES];

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
  const cluster = adminPolicies(inventory);
  const own =
    resource.type === 'NetworkPolicy' ? inventory.deriveIn(networkPolicies, namespaceOf(resource)) : undefined;
  const policy = own ? own.of.get(resource) : cluster.find((one) => one.resource === resource);
  const labelsOf = namespaceLabels(inventory);
  if (!policy) return [];
  const beside = own?.near.near(policy.subject.pods) ?? [];
  const covers = (other: Policy) => coversPods(other.subject, policy.subject, labelsOf);
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const rules = policy[direction] ?? [];
    if (rules.length === 0) return [];
    const others = rivals([...cluster, ...beside], covers, direction);
    const asked: Asked = { policy, direction, others, labelsOf };
    return rules.flatMap((rule, i) => shadowOf(asked, rule, i) ?? []);
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

interface NamespacePolicies {
  readonly of: ReadonlyMap<Resource, Policy>;
  readonly near: DemandIndex<Policy>;
}

function networkPolicies(inventory: Inventory, namespace: string): NamespacePolicies {
  const resources = inventory.landingIn(namespace).filter(({ type }) => type === 'NetworkPolicy');
  const phrases = createPhrases();
  const policies = resources.flatMap((resource) =>
    accepted(resource, (report) => readNetworkPolicy(resource, report, phrases)),
  );
  return {
    of: new Map(policies.map((policy) => [policy.resource, policy])),
    near: indexByDemands(policies, ({ subject }) => subject.pods),
  };
}
