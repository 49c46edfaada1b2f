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
  for (const resource of inventory.resources) {
    const workload = resource.type === 'PodTemplate' ? undefined : workloadOf(resource);
    if (!workload) continue;
    const list = lists.get(namespaceOf(resource));
    if (list) list.push(workload);
    else lists.set(namespaceOf(resource), [workload]);
  }
  return new Map([...lists].map(([namespace, list]) => [namespace, indexByLabels(list, (w) => w.labels)]));
}

/**
 * The namespace that an object speaks for. Rules about a namespace with workloads say their sentence once: at its
 * Namespace object, or where the input holds none at its first lasting workload (else its first of any kind).
 */
export function spokenNamespace(inventory: Inventory, resource: Resource): string | undefined {
  return inventory.derive(speakers).get(resource);
}

/** Types of objects that may speak for a namespace. */
export const SPEAKER_TYPES: readonly string[] = ['Namespace', ...WORKLOAD_TYPES];

function speakers(inventory: Inventory): ReadonlyMap<Resource, string> {
  const found = new Map<Resource, string>();
  for (const [namespace, pods] of inventory.derive(podsByNamespace)) {
    const lasting = pods.all.find(({ resource }) => LONG_RUNNING_TYPES.includes(resource.type));
    const object = inventory.find('Namespace', '', namespace);
    const speaker = object ?? (lasting ?? pods.all[0])?.resource;
    if (speaker) found.set(speaker, namespace);
  }
  return found;
}

/** Whether the scan holds any workload: without one, nothing can be told of what selects pods. */
export function holdsWorkloads(inventory: Inventory): boolean {
  return WORKLOAD_TYPES.some((type) => inventory.ofType(type).length > 0);
}
