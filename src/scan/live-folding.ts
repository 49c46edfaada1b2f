import type { JsonObject } from '../model/json.ts';
import { createFolding } from '../sources/cluster/fold.ts';
import { asList, asObject, asString, at, isObject } from '../std/value.ts';

/** What is kept of an object of a cluster. */
export interface KeptObject extends JsonObject {
  readonly object: JsonObject;
  /** As Kubernetes made it: a fact, not to be judged. */
  readonly shipped: boolean;
  /** Where it is shown. */
  readonly file: string;
}

/** What became of one object; undefined where it is gone, or not to be seen. */
export interface KeptChange {
  readonly key: string;
  readonly kept: KeptObject | undefined;
}

/**
 * Leaves out the objects that say what their controllers say, as a scan does, while all of them change. Templates are
 * digested once for each object; what is left to do in a round is to compare digests.
 */
export interface LiveFolding {
  /** Takes what happened to objects, and gives what happens to those that are to be seen. */
  take(changes: readonly KeptChange[]): readonly KeptChange[];
}

export function createLiveFolding(): LiveFolding {
  const objects = new Map<string, KeptObject>();
  let hidden: ReadonlySet<string> = new Set();
  return {
    take(changes) {
      let touched = false;
      for (const { key, kept } of changes) {
        const matters = kept !== undefined && canFold(kept.object);
        touched ||= matters || objects.has(key);
        if (matters) objects.set(key, kept);
        else objects.delete(key);
      }
      if (!touched) return changes;
      const before = hidden;
      hidden = hiddenAmong(objects);
      const seen = new Map(changes.map(({ key, kept }) => [key, hidden.has(key) ? undefined : kept]));
      for (const key of before) if (!hidden.has(key) && !seen.has(key)) seen.set(key, objects.get(key));
      for (const key of hidden) if (!before.has(key)) seen.set(key, undefined);
      return [...seen].map(([key, kept]) => ({ key, kept }));
    },
  };
}

/** Whether an object is owned, or can own what is made by a template. */
function canFold(object: JsonObject): boolean {
  return (
    asList(at(object, 'metadata', 'ownerReferences')).length > 0 ||
    isObject(at(object, 'spec', 'template')) ||
    isObject(at(object, 'spec', 'jobTemplate'))
  );
}

function hiddenAmong(objects: ReadonlyMap<string, KeptObject>): ReadonlySet<string> {
  const folding = createFolding();
  for (const { object } of objects.values()) folding.owner(object);
  const hidden = new Set<string>();
  const first = new Map<string, string>();
  for (const [key, { object }] of objects) {
    const place = folding.place(object);
    if (place === 'folded') hidden.add(key);
    if (typeof place === 'string') continue;
    const siblings = `${asString(object['kind']) ?? ''} ${place.siblings}`;
    const known = first.get(siblings);
    const leads = known === undefined || nameOf(object) < nameOf(objects.get(known)!.object);
    if (leads) first.set(siblings, key);
    if (known !== undefined) hidden.add(leads ? known : key);
  }
  return hidden;
}

function nameOf(object: JsonObject): string {
  return asString(asObject(object['metadata'])['name']) ?? '';
}
