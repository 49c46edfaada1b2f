import { namespaceOf, podsIn } from '../../kubernetes/namespaces.ts';
import { autoscalerOf, budgetSelector, statedReplicas } from '../../kubernetes/scaling.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Json } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asNumber, asObject, show } from '../../std/value.ts';

export default defineCheck({
  id: 'pdb-zero-disruptions',
  title: 'PodDisruptionBudget allows no disruption',
  severity: 'medium',
  category: 'reliability',
  profile: 'all',
  why: 'Nodes with these pods can never be drained, so upgrades and security patches of the cluster stand still.',
  remedy: 'Let at least one pod be unavailable.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  types: ['PodDisruptionBudget'],
  find(resource, { inventory }) {
    const { maxUnavailable, minAvailable } = asObject(resource.object['spec']);
    const found: Violation[] = [];
    if (isZero(maxUnavailable)) {
      found.push({ path: ['spec', 'maxUnavailable'], message: `maxUnavailable is ${show(maxUnavailable)}` });
    }
    const path = ['spec', 'minAvailable'];
    const needed = asNumber(minAvailable);
    const replicas = needed === undefined ? undefined : replicasUnder(inventory, resource);
    if (isAll(minAvailable)) found.push({ path, message: 'minAvailable asks for all pods' });
    else if (needed !== undefined && replicas !== undefined && needed >= replicas) {
      found.push({ path, message: `minAvailable is ${needed} and the guarded workloads have ${replicas} replicas` });
    }
    return found;
  },
});

function isZero(value: Json | undefined): boolean {
  return value === 0 || value === '0' || value === '0%';
}

function isAll(value: Json | undefined): boolean {
  return value === '100%';
}

/** Replicas of the workloads that a budget guards; undefined where there is none, or one of a number unknown. */
function replicasUnder(inventory: Inventory, budget: Resource): number | undefined {
  const guarded = podsIn(inventory, namespaceOf(budget)).select(budgetSelector(budget));
  const counts = guarded.map(({ resource }) =>
    autoscalerOf(inventory, resource) ? undefined : statedReplicas(resource),
  );
  if (counts.length === 0 || counts.some((count) => count === undefined)) return undefined;
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
