import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { PatchError } from './error.ts';

/** Nesting beyond this is refused: no API object has it, and recursion is not free. */
export const DEEPEST = 500;

/**
 * A JSON merge patch (RFC 7386): objects merge, null removes, anything else replaces. Inputs stay as they are; the result
 * shares what did not change.
 */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  return mergeAt(target, patch, 0);
}

function mergeAt(target: Json | undefined, patch: Json, depth: number): Json {
  if (!isObject(patch)) return patch;
  if (depth > DEEPEST) throw new PatchError('too-deep', '', `nests more than ${DEEPEST} levels`);
  const result = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else if (value !== undefined) result.set(key, mergeAt(result.get(key), value, depth + 1));
  }
  return toObject(result);
}

/** An object of own keys only, whatever their names (`__proto__`). */
export function toObject(entries: Iterable<readonly [string, Json | undefined]>): JsonObject {
  return Object.fromEntries(entries);
}
