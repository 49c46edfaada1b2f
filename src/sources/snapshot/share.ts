import type { Json, JsonObject } from '../../model/json.ts';

/**
 * Lets an object that nobody holds yet share with one that is like it: what both say alike, keys in the same order, becomes
 * one. Pods of one owner differ in little, and what is the same object needs to be looked at once. Gives the object that
 * stands for `fresh`, or undefined where it nests deeper than `levels`: this is what guards the recursion of others.
 */
export function shareWith<V extends Json>(fresh: V, like: Json | undefined, levels: number): V | undefined {
  return isContainer(fresh) ? (shared(fresh, isContainer(like) ? like : undefined, levels) as V | undefined) : fresh;
}

type Holder = JsonObject | Json[];

function shared(fresh: Holder, like: Holder | undefined, levels: number): Holder | undefined {
  if (levels < 0) return undefined;
  if (Array.isArray(fresh)) return sharedList(fresh, Array.isArray(like) ? like : undefined, levels);
  return sharedObject(fresh, like === undefined || Array.isArray(like) ? undefined : like, levels);
}

function sharedList(fresh: Json[], like: readonly Json[] | undefined, levels: number): Holder | undefined {
  let same = like?.length === fresh.length;
  for (let i = 0; i < fresh.length; i++) {
    const known = like?.[i];
    const value = sharedValue(fresh[i]!, known, levels);
    if (value === undefined) return undefined;
    if (value !== known) same = false;
    fresh[i] = value;
  }
  return same ? (like as Holder) : fresh;
}

function sharedObject(fresh: JsonObject, like: JsonObject | undefined, levels: number): Holder | undefined {
  let same = like !== undefined;
  for (const key in fresh) {
    // `__proto__` as a key is data here, and must not be read from the other's prototype.
    const known = like !== undefined && Object.hasOwn(like, key) ? like[key] : undefined;
    const value = sharedValue(fresh[key]!, known, levels);
    if (value === undefined) return undefined;
    if (value !== known) same = false;
    if (isContainer(value) && key !== '__proto__') (fresh as Record<string, Json>)[key] = value;
  }
  return same && haveSameKeys(fresh, like!) ? like : fresh;
}

function sharedValue(fresh: Json, like: Json | undefined, levels: number): Json | undefined {
  if (!isContainer(fresh)) return fresh === like ? like : fresh;
  return shared(fresh, isContainer(like) ? like : undefined, levels - 1);
}

/** Where entries stand in the text of an object depends on the order of its keys. */
function haveSameKeys(a: JsonObject, b: JsonObject): boolean {
  const [own, others] = [Object.keys(a), Object.keys(b)];
  return own.length === others.length && own.every((key, i) => key === others[i]);
}

function isContainer(value: Json | undefined): value is Holder {
  return typeof value === 'object' && value !== null;
}
