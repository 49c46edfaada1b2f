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

/** Told of each type that was looked at, `*` for all of them. */
export type Looked = (type: string) => void;

interface Derived {
  readonly value: unknown;
  /** Types that the value was computed from. */
  readonly types: ReadonlySet<string>;
}

/** Indexes resources; `derive` caches per inventory. With `looked`, whoever asks can be told what the answer depends on. */
export function createInventory(resources: readonly Resource[], looked?: Looked): Inventory {
  const byType = group(resources, (r) => r.type);
  const byNamespace = new Map<string, Map<string, Resource[]>>();
  const derived = new Map<unknown, Derived>();
  const underWay: Set<string>[] = [];
  const note = (type: string) => {
    underWay.at(-1)?.add(type);
    looked?.(type);
  };
  const namespaces = (type: string) => {
    let map = byNamespace.get(type);
    if (!map) byNamespace.set(type, (map = group(byType.get(type) ?? [], (r) => r.namespace)));
    return map;
  };
  const compute = (key: (inventory: Inventory) => unknown): Derived => {
    const types = new Set<string>();
    underWay.push(types);
    const value = key(inventory);
    underWay.pop();
    return { value, types };
  };
  const inventory: Inventory = {
    get resources() {
      note('*');
      return resources;
    },
    ofType(type) {
      note(type);
      return byType.get(type) ?? [];
    },
    inNamespace(type, namespace) {
      note(type);
      return namespaces(type).get(namespace) ?? [];
    },
    find(type, namespace, name) {
      note(type);
      let names = derived.get(namesIndex);
      if (!names) derived.set(namesIndex, (names = { value: namesIndex(resources), types: new Set() }));
      return (names.value as NamesIndex).get(`${type}\0${namespace}\0${name}`);
    },
    derive<T>(key: (inventory: Inventory) => T): T {
      let known = derived.get(key);
      if (!known) derived.set(key, (known = compute(key)));
      if (looked || underWay.length > 0) for (const type of known.types) note(type);
      return known.value as T;
    },
  };
  return inventory;
}

type NamesIndex = ReadonlyMap<string, Resource>;

function namesIndex(resources: readonly Resource[]): NamesIndex {
  const index = new Map<string, Resource>();
  for (const r of resources) {
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
