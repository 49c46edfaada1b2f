import type { Inventory } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asNumber, asString, at } from '../std/value.ts';
import { typeOf } from './kinds.ts';
import { type SelectorIndex, indexBySelector } from './label-index.ts';
import { findEffective, namespaceOf } from './namespaces.ts';
import { requirementsOf } from './selector.ts';
import type { Workload } from './workload.ts';

/** What a HorizontalPodAutoscaler scales: where it says so, and the object where the inventory holds it. */
export interface ScaleTarget {
  readonly type: string;
  readonly name: string;
  readonly object: Resource | undefined;
}

export function scaleTargetOf(inventory: Inventory, autoscaler: Resource): ScaleTarget | undefined {
  const target = at(autoscaler.object, 'spec', 'scaleTargetRef');
  const kind = asString(at(target, 'kind'));
  const name = asString(at(target, 'name'));
  if (!kind || !name) return undefined;
  const type = typeOf(asString(at(target, 'apiVersion')) ?? '', kind);
  return { type, name, object: findEffective(inventory, type, namespaceOf(autoscaler), name) };
}

/** The autoscaler that scales a workload, if one of the inventory does. */
export function autoscalerOf(inventory: Inventory, workload: Resource): Resource | undefined {
  return inventory.derive(autoscalers).get(workload);
}

function autoscalers(inventory: Inventory): ReadonlyMap<Resource, Resource> {
  const map = new Map<Resource, Resource>();
  for (const autoscaler of inventory.ofType('HorizontalPodAutoscaler')) {
    const target = scaleTargetOf(inventory, autoscaler)?.object;
    if (target && !map.has(target)) map.set(target, autoscaler);
  }
  return map;
}

/** Replicas that a workload states; undefined where it leaves the number to the default or to an autoscaler. */
export function statedReplicas(resource: Resource): number | undefined {
  return asNumber(at(resource.object, 'spec', 'replicas'));
}

/** Fewest replicas that a workload comes to: its autoscaler's floor, its own number, or the default of one. */
export function fewestReplicas(inventory: Inventory, resource: Resource): number {
  const autoscaler = autoscalerOf(inventory, resource);
  if (autoscaler) return asNumber(at(autoscaler.object, 'spec', 'minReplicas')) ?? 1;
  return statedReplicas(resource) ?? 1;
}

/** Whether several replicas may run at once: by the autoscaler's ceiling, the number that is stated, or because none is stated. */
export function mayRunSeveral(inventory: Inventory, resource: Resource): boolean {
  const autoscaler = autoscalerOf(inventory, resource);
  const most = autoscaler ? asNumber(at(autoscaler.object, 'spec', 'maxReplicas')) : statedReplicas(resource);
  return most === undefined || most > 1;
}

/** The PodDisruptionBudgets that guard a workload's pods. */
export function budgetsOf(inventory: Inventory, workload: Workload): readonly Resource[] {
  const index = inventory.derive(budgets).get(namespaceOf(workload.resource));
  return index?.matching(workload.labels) ?? [];
}

function budgets(inventory: Inventory): ReadonlyMap<string, SelectorIndex<Resource>> {
  const byNamespace = Map.groupBy(inventory.ofType('PodDisruptionBudget'), namespaceOf);
  return new Map([...byNamespace].map(([namespace, list]) => [namespace, indexBySelector(list, budgetSelector)]));
}

/** The selector of a PodDisruptionBudget. An empty one selected no pods in `policy/v1beta1`, and selects all in v1. */
export function budgetSelector({ apiVersion, object }: Resource): Json | undefined {
  const selector = at(object, 'spec', 'selector');
  return apiVersion === 'policy/v1beta1' && requirementsOf(selector)?.length === 0 ? undefined : selector;
}
