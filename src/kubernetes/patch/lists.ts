import type { Json, JsonObject } from '../../model/json.ts';
import { equalJson, isObject } from '../../std/value.ts';
import { PatchError } from './error.ts';

/* The order of merged lists, as `apimachinery/pkg/util/strategicpatch` keeps it. */

/** Whether two list items are the same one: by their merge key, or by value where there is none. */
export function sameItem(a: Json, b: Json, mergeKey: string): boolean {
  if (mergeKey === '' || !isObject(a) || !isObject(b)) return equalJson(a, b);
  return a[mergeKey] !== undefined && equalJson(a[mergeKey], b[mergeKey]);
}

export function indexOfItem(list: readonly Json[], item: Json, mergeKey: string): number {
  return list.findIndex((other) => sameItem(other, item, mergeKey));
}

/** A patch's item with its merge key, or a `PatchError`. */
export function keyedItem(item: Json, mergeKey: string, place: string): JsonObject {
  if (isObject(item) && item[mergeKey] !== undefined && item[mergeKey] !== null) return item;
  throw new PatchError('bad-directive', place, `an item of the patch has no "${mergeKey}"`);
}

/**
 * The merged list in order (`normalizeElementOrder`): items that `wanted` names follow its order, the others keep their
 * order in `live`, and each of those stands before the first named item that it stood before in `live`.
 */
export function inOrder(
  merged: readonly Json[],
  wanted: readonly Json[],
  live: readonly Json[],
  mergeKey: string,
): Json[] {
  const place = (list: readonly Json[]) => (item: Json) => indexOfItem(list, item, mergeKey);
  const [wantedAt, liveAt] = [place(wanted), place(live)];
  const named = merged.filter((item) => wantedAt(item) >= 0).sort((a, b) => wantedAt(a) - wantedAt(b));
  const others = merged.filter((item) => wantedAt(item) < 0);
  const rest = others.every((item) => liveAt(item) >= 0) ? others.sort((a, b) => liveAt(a) - liveAt(b)) : others;
  const result: Json[] = [];
  let used = 0;
  for (const next of named) {
    const end = rest.findIndex((item, i) => i >= used && !standsBefore(liveAt(item), liveAt(next)));
    const stop = end < 0 ? rest.length : end;
    result.push(...rest.slice(used, stop), next);
    used = stop;
  }
  return [...result, ...rest.slice(used)];
}

/** Whether both were in the live list, the first before the second. */
function standsBefore(first: number, second: number): boolean {
  return first >= 0 && first < second;
}
