import { namespaceOf } from '../kubernetes/namespaces.ts';
import { toResource } from '../kubernetes/resource.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';

/** What a change did to the objects. */
export interface Overlaid {
  readonly resources: readonly Resource[];
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Objects as they were that are changed or taken away, and those that are added. */
  readonly touched: readonly Resource[];
}

/** Merges a patch of an object; the caller knows the patch language. */
export type Merge = (target: JsonObject, patch: JsonObject) => JsonObject;

/**
 * Puts changes over objects as `kubectl apply` would: an object that is there is patched, one that is not is added, and one that
 * says `$patch: delete` is taken away.
 */
export function overlay(resources: readonly Resource[], changes: readonly Resource[], merge: Merge): Overlaid {
  const byKey = new Map(changes.map((change) => [keyOf(change), change]));
  const result: { resources: Resource[]; changed: string[]; added: string[]; removed: string[]; touched: Resource[] } =
    {
      resources: [],
      changed: [],
      added: [],
      removed: [],
      touched: [],
    };
  for (const resource of resources) {
    const change = byKey.get(keyOf(resource));
    if (!change) {
      result.resources.push(resource);
      continue;
    }
    byKey.delete(keyOf(resource));
    result.touched.push(resource);
    if (change.object['$patch'] === 'delete') result.removed.push(titleOf(resource));
    else {
      result.changed.push(titleOf(resource));
      result.resources.push(patched(resource, change, merge));
    }
  }
  for (const change of byKey.values()) {
    if (change.object['$patch'] === 'delete') continue;
    result.added.push(titleOf(change));
    result.touched.push(change);
    result.resources.push(change);
  }
  return result;
}

/** The evidence of what is patched lies in the patch where that is a whole object, else in the object. */
function patched(resource: Resource, change: Resource, merge: Merge): Resource {
  const object = merge(resource.object, change.object);
  return toResource(object, resource.origin) ?? resource;
}

function keyOf(resource: Resource): string {
  return `${resource.type} ${namespaceOf(resource)}/${resource.name}`;
}

export function titleOf({ kind, namespace, name }: Resource): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
