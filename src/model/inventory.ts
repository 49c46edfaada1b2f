import type { Resource } from './resource.ts';

/** Everything known at one moment, indexed. Immutable: resources are in a stable order (file, then position). */
export interface Inventory {
  readonly resources: readonly Resource[];
  /** All resources of a type, `ServiceAccount` or `Rollout.argoproj.io`. */
  ofType(type: string): readonly Resource[];
  /** Those of a type in a namespace ('' where objects say none). */
  inNamespace(type: string, namespace: string): readonly Resource[];
  find(type: string, namespace: string, name: string): Resource | undefined;
  /** Computes a value from the whole inventory once; `key` is compared by identity. */
  derive<T>(key: (inventory: Inventory) => T): T;
}

/** Indexes resources; `derive` caches per inventory. */
export function createInventory(resources: readonly Resource[]): Inventory {
  const byType = group(resources, (r) => r.type);
  const byNamespace = new Map<string, Map<string, Resource[]>>();
  const derived = new Map<unknown, unknown>();
  const namespaces = (type: string) => {
    let map = byNamespace.get(type);
    if (!map) byNamespace.set(type, (map = group(byType.get(type) ?? [], (r) => r.namespace)));
    return map;
  };
  const inventory: Inventory = {
    resources,
    ofType: (type) => byType.get(type) ?? [],
    inNamespace: (type, namespace) => namespaces(type).get(namespace) ?? [],
    find: (type, namespace, name) => inventory.derive(namesIndex).get(`${type}\0${namespace}\0${name}`),
    derive<T>(key: (inventory: Inventory) => T): T {
      if (!derived.has(key)) derived.set(key, key(inventory));
      return derived.get(key) as T;
    },
  };
  return inventory;
}

function namesIndex(inventory: Inventory): ReadonlyMap<string, Resource> {
  const index = new Map<string, Resource>();
  for (const r of inventory.resources) {
    const key = `${r.type}\0${r.namespace}\0${r.name}`;
    if (!index.has(key)) index.set(key, r);
  }
  return index;
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const k = key(item);
    const list = groups.get(k);
    if (list) list.push(item);
    else groups.set(k, [item]);
  }
  return groups;
}
