import type { Json, JsonObject } from '../model/json.ts';
import type { Field, ObjectType } from '../kubernetes/schema/types.ts';
import { asString, isObject, show } from '../std/value.ts';

/** Items that go together: index in the declared list, index in the live one; -1 where there is none. */
export type Match = readonly [declared: number, live: number];

/** Item types that the API keeps in lists without keys, and what tells their items apart all the same. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  'rbac.v1.Subject': ['kind', 'namespace', 'name'],
  'networking.v1.IngressRule': ['host'],
  'networking.v1.HTTPIngressPath': ['path', 'pathType'],
  'networking.v1.IngressTLS': ['secretName'],
  'apiextensions.v1.CustomResourceDefinitionVersion': ['name'],
  'core.v1.KeyToPath': ['path'],
};

/** Items that are one statement each: they come and go, and do not change. */
const WHOLE = new Set([
  'networking.v1.NetworkPolicyPort',
  'core.v1.Toleration',
  'core.v1.EnvFromSource',
  'meta.v1.LabelSelectorRequirement',
]);

/** Values of keys where an item leaves them out. */
const KEY_DEFAULTS: Readonly<Record<string, string>> = { protocol: 'TCP' };

/** Names of the fields that tell items apart; undefined where only their content does. */
export function keysOf(field: Field | undefined, item: ObjectType): readonly string[] | undefined {
  return field?.listKeys ?? IDENTITIES[item.name] ?? (field?.mergeKey ? [field.mergeKey] : undefined);
}

/** Pairs items by key, the first with the first where a key repeats. */
export function matchByKeys(declared: readonly Json[], live: readonly Json[], keys: readonly string[]): Match[] {
  const places = new Map<string, number[]>();
  live.forEach((item, i) => {
    const key = keyOf(item, keys);
    const list = places.get(key);
    if (list) list.push(i);
    else places.set(key, [i]);
  });
  const matches: Match[] = declared.map((item, i) => [i, places.get(keyOf(item, keys))?.shift() ?? -1]);
  return [...matches, ...[...places.values()].flat().map((i): Match => [-1, i])];
}

function keyOf(item: Json, keys: readonly string[]): string {
  if (!isObject(item)) return JSON.stringify(item);
  return JSON.stringify(keys.map((key) => item[key] ?? KEY_DEFAULTS[key] ?? ''));
}

/** Longer lists are paired by position: fitting is quadratic. */
const MOST_FITTED = 300;

/**
 * Pairs items of which nothing but the content tells which is which: those that fit go together whatever their order, then
 * of the rest those that have most in common.
 */
export function matchByContent(
  declared: readonly Json[],
  live: readonly Json[],
  item: ObjectType | undefined,
  fits: (declared: number, live: number) => boolean,
): Match[] {
  if (declared.length > MOST_FITTED || live.length > MOST_FITTED) return byPosition(declared.length, live.length);
  const open = new Set(live.keys());
  const matches: Match[] = [];
  const left: number[] = [];
  for (const i of declared.keys()) {
    const found = [...open].find((j) => fits(i, j));
    if (found === undefined) left.push(i);
    else open.delete(found);
    if (found !== undefined) matches.push([i, found]);
  }
  for (const i of left) {
    const near = item && WHOLE.has(item.name) ? undefined : nearest(declared[i]!, live, open);
    if (near !== undefined) open.delete(near);
    matches.push([i, near ?? -1]);
  }
  return [...matches, ...[...open].map((j): Match => [-1, j])];
}

function byPosition(declared: number, live: number): Match[] {
  return Array.from({ length: Math.max(declared, live) }, (_, i): Match => [i < declared ? i : -1, i < live ? i : -1]);
}

/** The open item that has most fields in common, at least one. */
function nearest(item: Json, live: readonly Json[], open: ReadonlySet<number>): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const j of open) {
    const points = inCommon(item, live[j]);
    if (points > most) [best, most] = [j, points];
  }
  return best;
}

/** Plain values that both say at the same place. */
function inCommon(a: Json | undefined, b: Json | undefined, depth = 0): number {
  if (typeof a !== 'object' || a === null) return a !== undefined && a === b ? 1 : 0;
  if (typeof b !== 'object' || b === null || Array.isArray(a) !== Array.isArray(b) || depth > 8) return 0;
  const [left, right] = [a as JsonObject, b as JsonObject];
  return Object.keys(left).reduce((sum, key) => sum + inCommon(left[key], right[key], depth + 1), 0);
}

/** An item in a label: its name or first key, else its position. */
export function itemLabel(item: Json, keys: readonly string[] | undefined, index: number): string {
  const values = isObject(item) ? namesOf(item, keys) : [];
  return values.length > 0 ? values.join('/') : String(index);
}

function namesOf(item: JsonObject, keys: readonly string[] | undefined): string[] {
  if (keys)
    return keys
      .map((key) => item[key])
      .filter((value) => value !== undefined && value !== '')
      .map((v) => show(v));
  const name = asString(item['name']);
  return name === undefined ? [] : [show(name)];
}
