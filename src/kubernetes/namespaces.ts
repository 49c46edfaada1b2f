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
  return inventory.deriveIn(podsOf, namespace);
}

function podsOf(inventory: Inventory, namespace: string): LabelIndex<Workload> {
  const workloads = inventory.landingIn(namespace).flatMap((resource) => {
    return resource.type === 'PodTemplate' ? [] : (workloadOf(resource) ?? []);
  });
  return workloads.length > 0 ? indexByLabels(workloads, (w) => w.labels) : NO_PODS;
}

/**
 * The namespace that an object speaks for. Rules about a namespace with workloads say their sentence once: at its
 * Namespace object, or where the input holds none at its first lasting workload (else its first of any kind). One that
 * names the namespace goes first: where the others go is said by whoever applies them.
 */
export function spokenNamespace(inventory: Inventory, resource: Resource): string | undefined {
  const namespace = resource.type === 'Namespace' ? resource.name : namespaceOf(resource);
  return inventory.deriveIn(speakerOf, namespace) === resource ? namespace : undefined;
}

/** Types of objects that may speak for a namespace. */
export const SPEAKER_TYPES: readonly string[] = ['Namespace', ...WORKLOAD_TYPES];

function speakerOf(inventory: Inventory, namespace: string): Resource | undefined {
  const { all } = podsIn(inventory, namespace);
  if (all.length === 0) return undefined;
  const naming = all.filter(({ resource }) => resource.namespace !== '');
  const able = naming.length > 0 ? naming : all;
  const lasting = able.find(({ resource }) => LONG_RUNNING_TYPES.includes(resource.type));
  return inventory.find('Namespace', '', namespace) ?? (lasting ?? able[0])?.resource;
}

/** Whether the scan holds any workload: without one, nothing can be told of what selects pods. */
export function holdsWorkloads(inventory: Inventory): boolean {
  return WORKLOAD_TYPES.some((type) => inventory.holds(type));
}
