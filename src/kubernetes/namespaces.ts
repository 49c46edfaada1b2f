import type { Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { LONG_RUNNING_TYPES, type Workload, WORKLOAD_TYPES, workloadOf } from './workload.ts';
import { type LabelIndex, indexByLabels } from './label-index.ts';

/** Where an object lands when it is applied: objects that name no namespace go to `default`. */
export function namespaceOf(resource: { readonly namespace: string }): string {
  return resource.namespace || 'default';
}

/** Resources of a type that land in a namespace. */
export function inEffectiveNamespace(inventory: Inventory, type: string, namespace: string): readonly Resource[] {
  const named = inventory.inNamespace(type, namespace);
  return namespace === 'default' ? [...inventory.inNamespace(type, ''), ...named] : named;
}

/** The resource of a type and name that lands in a namespace. */
export function findEffective(
  inventory: Inventory,
  type: string,
  namespace: string,
  name: string,
): Resource | undefined {
  const unnamed = namespace === 'default' ? inventory.find(type, '', name) : undefined;
  return inventory.find(type, namespace, name) ?? unnamed;
}

/** Namespaces where Kubernetes' own and node-level parts live; rules about tenants' namespaces leave them alone. */
export function isSystemNamespace(namespace: string): boolean {
  return ['kube-system', 'kube-public', 'kube-node-lease'].includes(namespace);
}

const NO_PODS: LabelIndex<Workload> = indexByLabels([], () => ({}));

/** The workloads of a namespace, found by the labels of their pods. */
export function podsIn(inventory: Inventory, namespace: string): LabelIndex<Workload> {
  return inventory.derive(podsByNamespace).get(namespace) ?? NO_PODS;
}

function podsByNamespace(inventory: Inventory): ReadonlyMap<string, LabelIndex<Workload>> {
  const lists = new Map<string, Workload[]>();
  for (const type of WORKLOAD_TYPES) {
    if (type === 'PodTemplate') continue;
    for (const resource of inventory.ofType(type)) {
      const workload = workloadOf(resource);
      if (!workload) continue;
      const list = lists.get(namespaceOf(resource));
      if (list) list.push(workload);
      else lists.set(namespaceOf(resource), [workload]);
    }
  }
  return new Map([...lists].map(([namespace, list]) => [namespace, indexByLabels(list, (w) => w.labels)]));
}

/**
 * Whether a workload is the one that speaks for its namespace: rules about a namespace say their sentence once, at its
 * first long-running workload in the order of the files (at its first workload of any kind where none runs on).
 */
export function speaksForNamespace(inventory: Inventory, resource: Resource): boolean {
  return inventory.derive(speakers).get(namespaceOf(resource)) === resource;
}

function speakers(inventory: Inventory): ReadonlyMap<string, Resource> {
  const first = new Map<string, Resource>();
  const lasting = new Map<string, Resource>();
  for (const resource of inventory.resources) {
    if (!WORKLOAD_TYPES.includes(resource.type) || resource.type === 'PodTemplate') continue;
    const namespace = namespaceOf(resource);
    if (!first.has(namespace)) first.set(namespace, resource);
    if (LONG_RUNNING_TYPES.includes(resource.type) && !lasting.has(namespace)) lasting.set(namespace, resource);
  }
  return new Map([...first, ...lasting]);
}
