import type { Resource } from '../model/resource.ts';

/** What became of one object: none where it is gone, several where it holds others. */
export interface LiveChange {
  readonly key: string;
  readonly resources: readonly Resource[];
}

/** The resources of a cluster in the order of reports, kept up to date at the price of what changes. */
export interface LiveInventory {
  /** A new list whenever something changed. */
  readonly resources: readonly Resource[];
  apply(changes: readonly LiveChange[]): void;
}

export function createLiveInventory(): LiveInventory {
  const byKey = new Map<string, readonly Resource[]>();
  let resources: readonly Resource[] = [];
  return {
    get resources() {
      return resources;
    },
    apply(changes) {
      const gone = new Set<Resource>();
      const come = new Set<Resource>();
      for (const { key, resources: after } of changes) {
        for (const before of byKey.get(key) ?? []) if (!come.delete(before)) gone.add(before);
        for (const resource of after) come.add(resource);
        if (after.length > 0) byKey.set(key, after);
        else byKey.delete(key);
      }
      if (gone.size + come.size > 0) resources = merged(resources, gone, [...come].sort(compare));
    },
  };
}

/** Both lists are in order; so is what comes out. */
function merged(old: readonly Resource[], gone: ReadonlySet<Resource>, come: readonly Resource[]): Resource[] {
  const all: Resource[] = [];
  let next = 0;
  for (const resource of old) {
    while (next < come.length && compare(come[next]!, resource) < 0) all.push(come[next++]!);
    if (!gone.has(resource)) all.push(resource);
  }
  while (next < come.length) all.push(come[next++]!);
  return all;
}

function compare({ origin: a }: Resource, { origin: b }: Resource): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
