import type { Json, JsonObject, Path } from '../model/json.ts';
import { isObject } from '../std/value.ts';
import type { Difference } from './types.ts';

/**
 * The declared object as it came to be: with the differences, and without what the API server fills in. Rules that speak of
 * it and not of the declared one speak of the drift alone.
 */
export function withDifferences(declared: JsonObject, differences: readonly Difference[]): JsonObject {
  const object = structuredClone(declared);
  for (const { change, declaredPath, live } of differences) {
    put(object, declaredPath, change === 'removed' ? undefined : structuredClone(live));
  }
  compact(object, 0);
  return object;
}

/** Sets the value, making what is missing on the way; items of lists keep their indexes until `compact`. */
function put(root: JsonObject, path: Path, value: Json | undefined): void {
  let here: JsonObject | Json[] = root;
  for (const [i, key] of path.entries()) {
    if (i === path.length - 1) return set(here, key, value);
    let next = get(here, key);
    if (typeof next !== 'object' || next === null) set(here, key, (next = typeof path[i + 1] === 'number' ? [] : {}));
    here = next;
  }
}

function get(holder: JsonObject | Json[], key: string | number): Json | undefined {
  return Array.isArray(holder) ? holder[Number(key)] : holder[key];
}

function set(holder: JsonObject | Json[], key: string | number, value: Json | undefined): void {
  if (Array.isArray(holder)) holder[Number(key)] = value as Json;
  else if (value === undefined) delete holder[key];
  else if (key !== '__proto__') holder[key] = value;
}

/** Closes the gaps in lists. */
function compact(value: Json | undefined, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 200) return;
  if (Array.isArray(value)) {
    const kept = value.filter((item) => (item as Json | undefined) !== undefined);
    if (kept.length < value.length) value.splice(0, value.length, ...kept);
    for (const item of kept) compact(item, depth + 1);
  } else if (isObject(value)) for (const inner of Object.values(value)) compact(inner, depth + 1);
}
