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
 * Leaves out the objects that say what their controllers say, as a scan does, while all of them change. A change costs a
 * look at those that share its controller, and at those that it controls.
 */
export interface LiveFolding {
  /** Takes what happened to objects, and gives what happens to those that are to be seen. */
  take(changes: readonly KeptChange[]): readonly KeptChange[];
}

/** Objects that own or are owned, and how they hang together. */
interface Family {
  readonly objects: Map<string, KeptObject>;
  /** Keys of owners by uid, and of the owned by the uid of their controller. */
  readonly owners: Map<string, string>;
  readonly owned: Map<string, Set<string>>;
  readonly hidden: Set<string>;
}

export function createLiveFolding(): LiveFolding {
  const family: Family = { objects: new Map(), owners: new Map(), owned: new Map(), hidden: new Set() };
  return {
    take(changes) {
      const touched = new Set<string>();
      for (const change of changes) for (const uid of place(family, change)) touched.add(uid);
      const flipped = [...touched].flatMap((uid) => decide(family, uid));
      const seen = new Map(changes.map(({ key, kept }) => [key, kept]));
      for (const key of flipped) seen.set(key, family.objects.get(key));
      return [...seen].map(([key, kept]) => ({ key, kept: family.hidden.has(key) ? undefined : kept }));
    },
  };
}

/** Puts an object into its place in the family; gives the controllers whose owned objects must be looked at. */
function place(family: Family, { key, kept }: KeptChange): string[] {
  const { objects, owners, owned, hidden } = family;
  const [before, after] = [objects.get(key), kept].map((each) => each && tiesOf(each.object));
  if (before) {
    owners.delete(before.uid);
    owned.get(before.controller)?.delete(key);
    if (owned.get(before.controller)?.size === 0) owned.delete(before.controller);
  }
  hidden.delete(key);
  objects.delete(key);
  if (kept && after && (after.controls || after.controller)) {
    objects.set(key, kept);
    if (after.controls) owners.set(after.uid, key);
    if (after.controller) owned.set(after.controller, (owned.get(after.controller) ?? new Set()).add(key));
  }
  return [before, after].flatMap((ties) => (ties ? [ties.uid, ties.controller] : [])).filter(Boolean);
}

interface Ties {
  readonly uid: string;
  /** Uid of its controller, '' without one. */
  readonly controller: string;
  /** Whether it makes others by a template. */
  readonly controls: boolean;
}

function tiesOf(object: JsonObject): Ties {
  const owner = asList(at(object, 'metadata', 'ownerReferences')).find((each) => at(each, 'controller') === true);
  return {
    uid: asString(at(object, 'metadata', 'uid')) ?? '',
    controller: asString(at(owner, 'uid')) ?? '',
    controls: isObject(at(object, 'spec', 'template')) || isObject(at(object, 'spec', 'jobTemplate')),
  };
}

/** Decides which objects of a controller are to be seen; gives those for which that is news. */
function decide({ objects, owners, owned, hidden }: Family, uid: string): string[] {
  const folding = createFolding();
  const owner = objects.get(owners.get(uid) ?? '');
  if (owner) folding.owner(owner.object);
  const first = new Map<string, string>();
  const now = new Set<string>();
  const keys = owned.get(uid) ?? [];
  for (const key of keys) {
    const { object } = objects.get(key)!;
    const where = folding.place(object);
    if (where === 'folded') now.add(key);
    if (typeof where === 'string') continue;
    const siblings = `${asString(object['kind']) ?? ''} ${where.siblings}`;
    const known = first.get(siblings);
    const leads = known === undefined || nameOf(object) < nameOf(objects.get(known)!.object);
    if (leads) first.set(siblings, key);
    if (known !== undefined) now.add(leads ? known : key);
  }
  const flipped = [...keys].filter((key) => now.has(key) !== hidden.has(key));
  for (const key of flipped) {
    if (now.has(key)) hidden.add(key);
    else hidden.delete(key);
  }
  return flipped;
}

function nameOf(object: JsonObject): string {
  return asString(asObject(object['metadata'])['name']) ?? '';
}
