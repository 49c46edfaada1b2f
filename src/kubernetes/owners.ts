import type { Resource } from '../model/resource.ts';
import { asList, asString, at } from '../std/value.ts';
import { namespaceOf } from './namespaces.ts';

/** What garbage collection takes away with its owners ("Garbage Collection": owners and dependents). */
export function ownedBy(resources: readonly Resource[], owners: readonly Resource[]): ReadonlySet<Resource> {
  const names = new Set(owners.map((owner) => `${owner.kind} ${namespaceOf(owner)}/${owner.name}`));
  const found = new Set<Resource>();
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const one of resources) {
      if (found.has(one) || !isOwned(one, names)) continue;
      found.add(one);
      names.add(`${one.kind} ${namespaceOf(one)}/${one.name}`);
    }
  }
  return found;
}

function isOwned(one: Resource, names: ReadonlySet<string>): boolean {
  return asList(at(one.object, 'metadata', 'ownerReferences')).some((owner) =>
    names.has(`${asString(at(owner, 'kind'))} ${namespaceOf(one)}/${asString(at(owner, 'name'))}`),
  );
}
