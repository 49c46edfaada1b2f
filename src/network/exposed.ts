import type { Workload } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import { isExternalLoadBalancer } from './load-balancers.ts';
import { backendsOf, ROUTE_TYPES, serviceOf, workloadsBehind } from './services.ts';

/** Workloads that routes and load balancers lead to from outside of the cluster. */
export function exposedWorkloads(inventory: Inventory): ReadonlySet<Workload> {
  return inventory.derive(findExposed);
}

function findExposed(inventory: Inventory): ReadonlySet<Workload> {
  const routed = ROUTE_TYPES.flatMap((type) => inventory.ofType(type))
    .flatMap(backendsOf)
    .flatMap((backend) => serviceOf(inventory, backend) ?? []);
  const balanced = inventory.ofType('Service').filter(isExternalLoadBalancer);
  return new Set([...routed, ...balanced].flatMap((service) => workloadsBehind(inventory, service)));
}
