import type { Json, JsonObject } from '../../model/json.ts';
import { patchTypeOf } from '../../kubernetes/patch/strategic.ts';
import type { Field, ObjectType } from '../../kubernetes/schema/types.ts';
import { equalJson, isObject } from '../../std/value.ts';

/**
 * A strategic merge as kustomize does it, which Kyverno uses: as the API server's, but the patch's items of a list that
 * merges come first, in its order, and lists of custom resources replace. `$patch: delete` and `replace` count.
 */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  return mergeMap(target, patch, patchTypeOf(target));
}

function mergeMap(target: JsonObject, patch: JsonObject, type: ObjectType | undefined): JsonObject {
  if (patch['$patch'] === 'replace') return withoutDirectives(patch);
  const merged: JsonObject = { ...target };
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (key.startsWith('$') || value === undefined) continue;
    const isGone = value === null || (isObject(value) && value['$patch'] === 'delete');
    if (isGone) delete merged[key];
    else putOwn(merged, key, mergeValue(ownOf(target, key), value, type?.fields.get(key)));
  }
  return merged;
}

function ownOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function putOwn(object: JsonObject, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}

function mergeValue(target: Json | undefined, patch: Json, field: Field | undefined): Json {
  if (isObject(patch)) {
    const type = field?.value.shape === 'type' ? field.value.type : undefined;
    return mergeMap(isObject(target) ? target : {}, patch, type);
  }
  if (!Array.isArray(patch) || field?.mergeKey === undefined) return patch;
  const before = Array.isArray(target) ? target : [];
  return field.mergeKey === '' ? mergePlain(before, patch) : mergeItems(before, patch, field.mergeKey, field);
}

function mergePlain(target: readonly Json[], patch: readonly Json[]): Json[] {
  return [...patch, ...target.filter((item) => !patch.some((other) => equalJson(item, other)))];
}

function mergeItems(target: readonly Json[], patch: readonly Json[], key: string, field: Field): Json[] {
  const { value } = field;
  const type = value.shape === 'list' && value.of.shape === 'type' ? value.of.type : undefined;
  const replaces = patch.some((item) => isObject(item) && item['$patch'] === 'replace');
  if (replaces) return patch.filter((item) => !isObject(item) || item['$patch'] === undefined);
  const left = [...target];
  const merged: Json[] = [];
  for (const item of patch) {
    if (!isObject(item)) continue;
    const index = left.findIndex(
      (other) => isObject(other) && other[key] !== undefined && equalJson(other[key], item[key]),
    );
    const [found] = index < 0 ? [] : left.splice(index, 1);
    if (item['$patch'] !== 'delete') merged.push(mergeMap(isObject(found) ? found : {}, item, type));
  }
  return [...merged, ...left];
}
