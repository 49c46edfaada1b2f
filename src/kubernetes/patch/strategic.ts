import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asString, asStrings, isObject, show } from '../../std/value.ts';
import { type Field, kindOf, type ObjectType } from '../schema/types.ts';
import { PatchError } from './error.ts';
import { indexOfItem, inOrder, keyedItem, sameItem } from './lists.ts';
import { DEEPEST, toObject } from './merge.ts';

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder/';

/** The object type of a built-in kind, for `strategicMerge`; undefined for custom resources. */
export function patchTypeOf(object: JsonObject): ObjectType | undefined {
  return kindOf(asString(object['apiVersion']) ?? '', asString(object['kind']) ?? '')?.type;
}

/**
 * A strategic merge patch: objects merge, null removes, and lists that the API marks with `patchStrategy: merge` merge by
 * their key; other lists replace. Directives: `$patch` (`delete`, `replace`, `merge`), `$retainKeys`,
 * `$deleteFromPrimitiveList/<list>`, `$setElementOrder/<list>`. Without a type every list replaces, as kustomize does for
 * custom resources. Inputs stay as they are. Throws `PatchError`. Follows `apimachinery/pkg/util/strategicpatch`.
 */
export function strategicMerge(target: JsonObject, patch: JsonObject, type: ObjectType | undefined): JsonObject {
  return mergeObject(target, patch, type, []);
}

function mergeObject(
  target: JsonObject,
  patch: JsonObject,
  type: ObjectType | undefined,
  path: readonly string[],
): JsonObject {
  if (path.length > DEEPEST)
    throw new PatchError('too-deep', path.slice(0, 5).join('.'), `nests more than ${DEEPEST} levels`);
  const directive = directiveOf(patch, path);
  if (directive === 'delete') return {};
  if (directive === 'replace') return plain(patch);
  const result = new Map(Object.entries(retained(target, patch, path)));
  for (const [key, value] of Object.entries(patch)) {
    if (isDirective(key) || value === undefined) continue;
    if (value === null) result.delete(key);
    else result.set(key, mergeValue(result.get(key), value, type?.fields.get(key), [...path, key]));
  }
  applyListDirectives(result, target, patch, type);
  return toObject(result);
}

function directiveOf(patch: JsonObject, path: readonly string[]): string | undefined {
  const directive = patch[DIRECTIVE];
  if (directive === undefined || directive === null) return undefined;
  if (directive === 'delete' || directive === 'replace' || directive === 'merge') return directive;
  throw new PatchError('bad-directive', path.join('.'), `$patch must be delete, replace or merge`);
}

/** `$retainKeys` names all keys that may stay: of a union such as a Deployment's strategy. */
function retained(target: JsonObject, patch: JsonObject, path: readonly string[]): JsonObject {
  const list = patch[RETAIN_KEYS];
  if (list === undefined || list === null) return target;
  const keys = new Set(asStrings(list));
  const stray = Object.keys(patch).find((key) => !isDirective(key) && patch[key] !== null && !keys.has(key));
  if (stray)
    throw new PatchError('bad-directive', [...path, stray].join('.'), '$retainKeys must name every key of the patch');
  return toObject(Object.entries(target).filter(([key]) => keys.has(key)));
}

function mergeValue(
  target: Json | undefined,
  patch: Exclude<Json, null>,
  field: Field | undefined,
  path: readonly string[],
): Json {
  if (isObject(patch)) return mergeInner(target, patch, field, path);
  if (!Array.isArray(patch)) return patch;
  if (field?.mergeKey === undefined) return patch.map((item) => cleaned(item));
  if (field.mergeKey === '') return mergePlain(asList(target), patch);
  return mergeKeyed(asList(target), patch, field.mergeKey, itemType(field), path);
}

function mergeInner(
  target: Json | undefined,
  patch: JsonObject,
  field: Field | undefined,
  path: readonly string[],
): Json {
  if (field?.replace) return plain(patch);
  const known = field?.value.shape === 'type' ? field.value.type : undefined;
  return mergeObject(isObject(target) ? target : {}, patch, known, path);
}

function itemType(field: Field): ObjectType | undefined {
  const { value } = field;
  return value.shape === 'list' && value.of.shape === 'type' ? value.of.type : undefined;
}

/** Lists of plain values: a union without repeats. */
function mergePlain(target: readonly Json[], patch: readonly Json[]): Json[] {
  const merged: Json[] = [];
  for (const item of [...target, ...patch]) if (indexOfItem(merged, item, '') < 0) merged.push(item);
  return inOrder(merged, patch, target, '');
}

function mergeKeyed(
  target: readonly Json[],
  patch: readonly Json[],
  mergeKey: string,
  type: ObjectType | undefined,
  path: readonly string[],
): Json[] {
  const place = path.join('.');
  const items = patch.filter((item) => !isObject(item) || item[DIRECTIVE] === undefined || item[DIRECTIVE] === 'merge');
  const directives = patch.filter((item) => isObject(item)).filter((item) => directiveOf(item, path) !== undefined);
  if (directives.some((item) => item[DIRECTIVE] === 'replace')) return items.map((item) => cleaned(item));
  const gone = directives
    .filter((item) => item[DIRECTIVE] === 'delete')
    .map((item) => keyedItem(item, mergeKey, place));
  const merged = target.filter((item) => !gone.some((dead) => sameItem(dead, item, mergeKey)));
  for (const item of items) {
    const patchItem = keyedItem(item, mergeKey, place);
    const index = indexOfItem(merged, patchItem, mergeKey);
    const before = merged[index];
    const after = mergeObject(isObject(before) ? before : {}, patchItem, type, [...path, show(patchItem[mergeKey])]);
    if (index < 0) merged.push(after);
    else merged[index] = after;
  }
  return inOrder(merged, items, target, mergeKey);
}

function applyListDirectives(
  result: Map<string, Json | undefined>,
  target: JsonObject,
  patch: JsonObject,
  type: ObjectType | undefined,
): void {
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_FROM)) removeItems(result, key.slice(DELETE_FROM.length), asList(value));
  }
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith(ORDER)) continue;
    const name = key.slice(ORDER.length);
    const list = result.get(name);
    const mergeKey = type?.fields.get(name)?.mergeKey ?? '';
    if (Array.isArray(list)) result.set(name, inOrder(list, asList(value), asList(target[name]), mergeKey));
  }
}

function removeItems(result: Map<string, Json | undefined>, name: string, gone: readonly Json[]): void {
  const list = result.get(name);
  if (Array.isArray(list))
    result.set(
      name,
      list.filter((item) => indexOfItem(gone, item, '') < 0),
    );
}

function isDirective(key: string): boolean {
  return key === DIRECTIVE || key === RETAIN_KEYS || key.startsWith(DELETE_FROM) || key.startsWith(ORDER);
}

/** A patch's object as it stands in the result: without directives and nulls. */
function plain(patch: JsonObject, depth = 0): JsonObject {
  if (depth > DEEPEST) throw new PatchError('too-deep', '', `nests more than ${DEEPEST} levels`);
  const entries = Object.entries(patch).flatMap(([key, value]) =>
    isDirective(key) || value === null || value === undefined ? [] : [[key, cleaned(value, depth + 1)] as const],
  );
  return toObject(entries);
}

function cleaned(value: Json, depth = 0): Json {
  if (depth > DEEPEST) throw new PatchError('too-deep', '', `nests more than ${DEEPEST} levels`);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, depth + 1));
  return isObject(value) ? plain(value, depth) : value;
}
