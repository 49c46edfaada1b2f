import type { Resource } from './resource.ts';

/** Everything known at one moment, indexed. Immutable: resources are in a stable order (file, then position). */
export interface Inventory {
  readonly resources: readonly Resource[];
  /** All resources of a type, `ServiceAccount` or `Rollout.argoproj.io`. */
  ofType(type: string): readonly Resource[];
  /** Whether there is any of a type. */
  holds(type: string): boolean;
  /** Those of a type in a namespace ('' where objects say none). */
  inNamespace(type: string, namespace: string): readonly Resource[];
  /** Those of every type that land in a namespace when they are applied: objects that say none go to `default`. */
  landingIn(namespace: string): readonly Resource[];
  find(type: string, namespace: string, name: string): Resource | undefined;
  /**
   * Computes a value from the whole inventory once; `key` is compared by identity. The value is data: it must not look at
   * the inventory later.
   */
  derive<T>(key: (inventory: Inventory) => T): T;
  /** Computes a value from one namespace of the inventory once, as `derive` does. */
  deriveIn<T>(key: (inventory: Inventory, namespace: string) => T, namespace: string): T;
}

/**
 * Told of each thing that was looked at: its type (`*` for any) and which part of it: the type itself for all of it,
 * `Service/shop` for a namespace, `Service?` for whether there is any.
 */
export type Looked = (type: string, part: string) => void;

/** A value, and the parts that it was computed from with their types. */
interface Derived {
  readonly value: unknown;
  readonly parts: ReadonlyMap<string, string>;
}

/** What inventories derived: by function, then by namespace or for the whole. */
export type Derivations = Map<unknown, Map<string | undefined, Derived>>;

/** Forgets what was computed from any of the parts. */
export function forget(derivations: Derivations, changed: ReadonlySet<string>): void {
  for (const values of derivations.values()) {
    for (const [namespace, { parts }] of values) if (!changed.isDisjointFrom(parts)) values.delete(namespace);
  }
}

/** The part that is a namespace of a type, `*` for any. */
export function partIn(type: string, namespace: string): string {
  return `${type}/${namespace}`;
}

/** The part that is whether there is any of a type. */
export function partAny(type: string): string {
  return `${type}?`;
}

/**
 * Indexes resources. With `looked`, whoever asks can be told what the answer depends on. With `derivations` of an earlier
 * inventory, what is in there is not computed again.
 */
export function createInventory(
  resources: readonly Resource[],
  looked?: Looked,
  derivations: Derivations = new Map(),
): Inventory {
  let types: Map<string, Resource[]> | undefined;
  const byType = () => (types ??= group(resources, (r) => r.type));
  const byNamespace = new Map<string, Map<string, Resource[]>>();
  const byName = new Map<Resource[], Map<string, Resource>>();
  const underWay: Map<string, string>[] = [];
  let landing: Map<string, Resource[]> | undefined;
  const isNoted = () => looked !== undefined || underWay.length > 0;
  const note = (type: string, part: string) => {
    underWay.at(-1)?.set(part, type);
    looked?.(type, part);
  };
  const inNamespace = (type: string, namespace: string): Resource[] | undefined => {
    if (isNoted()) note(type, partIn(type, namespace));
    let map = byNamespace.get(type);
    if (!map) byNamespace.set(type, (map = group(byType().get(type) ?? [], (r) => r.namespace)));
    return map.get(namespace);
  };
  const compute = (
    key: (inventory: Inventory, namespace: string) => unknown,
    namespace: string | undefined,
  ): Derived => {
    const parts = new Map<string, string>();
    underWay.push(parts);
    try {
      return { value: key(inventory, namespace ?? ''), parts };
    } finally {
      underWay.pop();
    }
  };
  const derive = (key: (inventory: Inventory, namespace: string) => unknown, namespace: string | undefined) => {
    let values = derivations.get(key);
    if (!values) derivations.set(key, (values = new Map()));
    let known = values.get(namespace);
    if (!known) values.set(namespace, (known = compute(key, namespace)));
    if (isNoted()) for (const [part, type] of known.parts) note(type, part);
    return known.value;
  };
  const inventory: Inventory = {
    get resources() {
      note('*', '*');
      return resources;
    },
    ofType(type) {
      note(type, type);
      return byType().get(type) ?? [];
    },
    holds(type) {
      if (isNoted()) note(type, partAny(type));
      return byType().has(type);
    },
    inNamespace: (type, namespace) => inNamespace(type, namespace) ?? [],
    landingIn(namespace) {
      if (isNoted()) note('*', partIn('*', namespace));
      landing ??= group(resources, (r) => r.namespace || 'default');
      return landing.get(namespace) ?? [];
    },
    find(type, namespace, name) {
      const members = inNamespace(type, namespace);
      if (!members) return undefined;
      let names = byName.get(members);
      if (!names) byName.set(members, (names = firstByName(members)));
      return names.get(name);
    },
    derive: <T>(key: (inventory: Inventory) => T) => derive(key, undefined) as T,
    deriveIn: <T>(key: (inventory: Inventory, namespace: string) => T, namespace: string) =>
      derive(key, namespace) as T,
  };
  return inventory;
}

function firstByName(resources: readonly Resource[]): Map<string, Resource> {
  const index = new Map<string, Resource>();
  for (const resource of resources) if (!index.has(resource.name)) index.set(resource.name, resource);
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
