import { strings } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { at } from '../std/value.ts';
import type { NamespaceLabels } from './engine/covers.ts';
import { NAMESPACE_NAME } from './engine/picks.ts';
import type { Policy, Problem } from './engine/policy.ts';
import { ADMIN, BASELINE, CLUSTER, type Dialect, readAdminPolicy } from './engine/read-admin-policy.ts';
import { reporter } from './engine/read-policies.ts';
import { inOrder } from './engine/tiers.ts';

const GROUP = 'policy.networking.k8s.io';
const DIALECTS: Readonly<Record<string, Dialect>> = {
  [`AdminNetworkPolicy.${GROUP}`]: ADMIN,
  [`BaselineAdminNetworkPolicy.${GROUP}`]: BASELINE,
  [`ClusterNetworkPolicy.${GROUP}`]: CLUSTER,
};

/** Kinds of policies that come before NetworkPolicies or behind them. */
export const ADMIN_TYPES: readonly string[] = Object.keys(DIALECTS);

/** All policies of these kinds, in the order in which they are asked. */
export function adminPolicies(inventory: Inventory): readonly Policy[] {
  return inventory.derive(readAll);
}

function readAll(inventory: Inventory): readonly Policy[] {
  return inOrder(
    Object.entries(DIALECTS).flatMap(([type, dialect]) =>
      inventory
        .ofType(type)
        .flatMap((resource) => accepted(resource, (report) => readAdminPolicy(resource, dialect, report))),
    ),
  );
}

/** The policy that a resource is; none where an API server refuses it. */
export function accepted(resource: Resource, read: (report: ReturnType<typeof reporter>) => Policy): Policy[] {
  const problems: Problem[] = [];
  const policy = read(reporter(resource, problems));
  return problems.length === 0 ? [policy] : [];
}

/** The labels of the namespaces that are among the objects. */
export function namespaceLabels(inventory: Inventory): NamespaceLabels {
  const known = inventory.derive(labelsByNamespace);
  return (name) => known.get(name);
}

function labelsByNamespace(inventory: Inventory): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    inventory.ofType('Namespace').map(({ name, object }) => {
      return [name, { ...strings(at(object, 'metadata', 'labels')), [NAMESPACE_NAME]: name }] as const;
    }),
  );
}
