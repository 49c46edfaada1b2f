import type { Direction, Policy } from './policy.ts';

/** Policies that are asked together, in order. */
export type Tier = readonly Policy[];

/** Tiers by filter, from policies in order. */
export function filtersOf(policies: readonly Policy[]): readonly (readonly Tier[])[] {
  const filters: Policy[][][] = [];
  let last: Policy | undefined;
  for (const policy of policies) {
    if (policy.filter !== last?.filter) filters.push([[]]);
    else if (policy.tier !== last.tier) filters.at(-1)!.push([]);
    filters.at(-1)!.at(-1)!.push(policy);
    last = policy;
  }
  return filters;
}

/** Whether what no rule of the tier decides is denied. */
export function isClosed(tier: Tier, direction: Direction): boolean {
  return tier.some(({ closes }) => closes.includes(direction));
}

const FILTERS = ['network', 'cilium', 'mesh'];

/** Policies as they are asked. */
export function inOrder(policies: readonly Policy[]): Policy[] {
  const keyed = policies.map((policy) => ({ policy, name: nameOf(policy) }));
  keyed.sort(
    (a, b) => byRank(a.policy, b.policy) || compare(a.name, b.name) || compare(a.policy.label, b.policy.label),
  );
  return keyed.map(({ policy }) => policy);
}

function byRank(a: Policy, b: Policy): number {
  if (a.tier === b.tier && a.priority === b.priority && a.filter === b.filter && a.tierOrder === b.tierOrder) return 0;
  return (
    FILTERS.indexOf(a.filter) - FILTERS.indexOf(b.filter) ||
    compare(a.tierOrder, b.tierOrder) ||
    compare(a.tier, b.tier) ||
    compare(a.priority, b.priority)
  );
}

/** Calico breaks ties by name, where policies of Kubernetes have a prefix. */
function nameOf({ resource }: Policy): string {
  return resource.type === 'NetworkPolicy' ? `knp.default.${resource.name}` : resource.name;
}

/** Infinity is no further than infinity. */
function compare<T extends number | string>(a: T, b: T): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
