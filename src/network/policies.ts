import { type SelectorIndex, indexBySelector } from '../kubernetes/label-index.ts';
import { inEffectiveNamespace, namespaceOf, podsIn } from '../kubernetes/namespaces.ts';
import { holds } from '../kubernetes/selector.ts';
import type { Workload } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import { rememberLast } from '../std/memo.ts';
import { adminPoliciesOver } from './admin-views.ts';
import { NAMESPACE_LABEL } from './calico.ts';
import { CLUSTER_WIDE_TYPES, policiesOf, POLICY_TYPES, type PolicyView } from './policy-view.ts';

/**
 * The policies that select a workload's pods, the cluster-wide ones among them. Of those of administrators only what they
 * say of everybody counts; they come in the order in which they are asked.
 */
export function policiesFor(inventory: Inventory, workload: Workload): readonly PolicyView[] {
  const namespace = namespaceOf(workload.resource);
  const labels = labelsWithNamespace(workload);
  const namespaced = inventory.deriveIn(policiesLandingIn, namespace);
  const administered = inventory.deriveIn(adminPoliciesOver, namespace);
  return [
    ...namespaced.matching(labels),
    ...inventory.derive(clusterWidePolicies).matching(labels),
    ...administered.filter(({ pods }) => pods.every((one) => holds(one, workload.labels))).map(({ view }) => view),
  ];
}

const labelsWithNamespace = rememberLast(({ labels, resource }: Workload) => {
  return { ...labels, [NAMESPACE_LABEL]: namespaceOf(resource) };
});

/** Whether a workload's pods may refuse what any pod of the cluster sends: the first tier that speaks of everybody decides. */
export function isShielded(inventory: Inventory, workload: Workload): boolean {
  const views = policiesFor(inventory, workload).filter((one) => one.ingress || one.admitsAll || one.passes);
  if (views.length === 0) return false;
  const of = Map.groupBy(views, ({ tier = 'network' }) => tier);
  const admin = of.get('admin')?.[0];
  if (admin && !admin.passes) return admin.ingress;
  const network = of.get('network')?.filter(({ ingress }) => ingress) ?? [];
  if (network.length > 0) return !network.some(({ admitsAll }) => admitsAll);
  return of.get('baseline')?.[0]?.ingress ?? false;
}

/** Whether any policy lives in the namespace, or a cluster-wide one selects all of its pods. */
export function hasPolicies(inventory: Inventory, namespace: string): boolean {
  const own = inventory.deriveIn(policiesLandingIn, namespace);
  if (own.size > 0) return true;
  const administered = inventory.deriveIn(adminPoliciesOver, namespace);
  if (administered.some(({ view, pods }) => pods.length === 0 && (view.ingress || view.egress))) return true;
  return inventory.derive(clusterWidePolicies).matching({ [NAMESPACE_LABEL]: namespace }).length > 0;
}

/** How far a namespace's pods are shut off from unasked traffic. */
export interface Isolation {
  readonly workloads: number;
  /** Workloads that take traffic from every pod of the cluster. */
  readonly open: readonly Workload[];
}

export function isolationOf(inventory: Inventory, namespace: string): Isolation {
  const workloads = podsIn(inventory, namespace).all;
  const open = workloads.filter((workload) => !isShielded(inventory, workload));
  return { workloads: workloads.length, open };
}

function policiesLandingIn(inventory: Inventory, namespace: string): SelectorIndex<PolicyView> {
  const policies = POLICY_TYPES.flatMap((type) => inEffectiveNamespace(inventory, type, namespace));
  return indexBySelector(policies.flatMap(policiesOf), selectorOf);
}

function clusterWidePolicies(inventory: Inventory): SelectorIndex<PolicyView> {
  const policies = CLUSTER_WIDE_TYPES.flatMap((type) => inventory.ofType(type));
  return indexBySelector(policies.flatMap(policiesOf), selectorOf);
}

function selectorOf({ selector }: PolicyView): JsonObject {
  return selector;
}
