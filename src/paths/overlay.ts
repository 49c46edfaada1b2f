import { namespaceOf } from '../kubernetes/namespaces.ts';
import { toResource } from '../kubernetes/resource.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { withFollowers } from './follow.ts';

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
 * says `$patch: delete` is taken away. Pods follow the workloads that make them.
 */
export function overlay(resources: readonly Resource[], changes: readonly Resource[], merge: Merge): Overlaid {
  const byKey = new Map(changes.map((change) => [keyOf(change), change]));
  const outcomes = new Map<Resource, Resource | undefined>();
  for (const resource of resources) {
    const change = byKey.get(keyOf(resource));
    if (!change) continue;
    byKey.delete(keyOf(resource));
    outcomes.set(resource, isDeletion(change) ? undefined : patched(resource, change, merge));
  }
  const added = [...byKey.values()].filter((change) => !isDeletion(change));
  const titles = (isThere: boolean) =>
    [...outcomes].flatMap(([resource, now]) => (Boolean(now) === isThere ? [titleOf(resource)] : []));
  return {
    resources: [...withFollowers(resources, outcomes), ...added],
    changed: titles(true),
    added: added.map(titleOf),
    removed: titles(false),
    touched: [...outcomes.keys(), ...added],
  };
}

function isDeletion({ object }: Resource): boolean {
  return object['$patch'] === 'delete';
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
