import type { Json, JsonObject } from '../../model/json.ts';
import { equalJson, isObject } from '../../std/value.ts';
import { put } from '../object.ts';
import { booleanOf, failed, hasUnknown, isUnknown, textOf, unknown } from '../value.ts';
import { type Functions, listOf, mapOf } from './types.ts';

const MOST_RANGE = 1024;

export const COLLECTIONS: Functions = {
  concat: (lists) => {
    const known = lists.map(listOf);
    return known.every((list) => list !== undefined) ? known.flat() : undefined;
  },
  merge,
  length: ([value]) => {
    if (typeof value === 'string') return Array.from(value).length;
    return listOf(value)?.length ?? (mapOf(value) && Object.keys(mapOf(value)!).length);
  },
  element: ([list, index]) => {
    const items = listOf(list);
    if (!items || items.length === 0 || typeof index !== 'number') return undefined;
    return items[((index % items.length) + items.length) % items.length];
  },
  lookup: ([map, key, otherwise]) => {
    const known = mapOf(map);
    const name = key === undefined ? undefined : textOf(key);
    if (!known || name === undefined) return undefined;
    return Object.hasOwn(known, name) ? known[name] : (otherwise ?? failed(`lookup(…, "${name}")`));
  },
  keys: ([map]) => mapOf(map) && Object.keys(mapOf(map)!).sort(),
  values: ([map]) => {
    const known = mapOf(map);
    return (
      known &&
      Object.keys(known)
        .sort()
        .map((key) => known[key] ?? null)
    );
  },
  zipmap: ([keys, values]) => {
    const [names, items] = [listOf(keys)?.map(textOf), listOf(values)];
    if (!names || !items || names.length !== items.length) return undefined;
    const made: JsonObject = {};
    for (const [i, name] of names.entries()) {
      if (name === undefined) return undefined;
      put(made, name, items[i]!);
    }
    return made;
  },
  contains: ([list, value]) => {
    const items = listOf(list);
    if (!items || value === undefined || hasUnknown(value)) return undefined;
    if (items.some((item) => equalJson(item, value) || isSameText(item, value))) return true;
    return items.some((item) => hasUnknown(item)) ? undefined : false;
  },
  flatten: ([list]) => (listOf(list) ? flatten(list as Json[]) : undefined),
  coalesce: (values) => firstSet(values, (value) => value === null || value === ''),
  coalescelist: (values) => firstSet(values, (value) => Array.isArray(value) && value.length === 0),
  compact: ([list]) => listOf(list)?.filter((item) => item !== null && item !== ''),
  one: ([list]) => {
    const items = listOf(list);
    return items && items.length < 2 ? (items[0] ?? null) : undefined;
  },
  range: (limits) => range(limits),
  reverse: ([list]) => listOf(list)?.toReversed(),
  slice: ([list, from, to]) =>
    typeof from === 'number' && typeof to === 'number' ? listOf(list)?.slice(from, to) : undefined,
  chunklist: ([list, size]) => {
    const items = listOf(list);
    if (!items || typeof size !== 'number' || size < 1) return undefined;
    return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
  },
  index: ([list, value]) => {
    const at = listOf(list)?.findIndex((item) => equalJson(item, value));
    return at === -1 ? undefined : at;
  },
  alltrue: ([list]) => allAre(list, true),
  anytrue: ([list]) => {
    const none = allAre(list, false);
    return none === undefined ? undefined : !none;
  },
  matchkeys: ([values, keys, wanted]) => {
    const [items, names, search] = [listOf(values), listOf(keys), listOf(wanted)];
    if (!items || !names || !search || hasUnknown([...names]) || hasUnknown([...search])) return undefined;
    return items.filter((_, i) => search.some((name) => equalJson(name, names[i])));
  },
};

/** What is not known may have any key: those said before it may be others then. */
function merge(maps: readonly Json[]): Json | undefined {
  const made: JsonObject = {};
  for (const map of maps) {
    if (map === null) continue;
    if (isUnknown(map) || !isObject(map)) return undefined;
    for (const [key, value] of Object.entries(map)) put(made, key, value ?? null);
  }
  return made;
}

function isSameText(a: Json, b: Json): boolean {
  return textOf(a) !== undefined && textOf(a) === textOf(b);
}

function flatten(list: readonly Json[]): Json[] {
  return list.flatMap((item) => (Array.isArray(item) ? flatten(item) : [item]));
}

/** The first that is set. One that is not known might be it. */
function firstSet(values: readonly Json[], isEmpty: (value: Json) => boolean): Json | undefined {
  for (const value of values) if (!isEmpty(value)) return isUnknown(value) ? undefined : value;
  return undefined;
}

function range(limits: readonly Json[]): Json | undefined {
  if (!limits.every((limit) => typeof limit === 'number')) return undefined;
  const [a = 0, b, c] = limits as number[];
  const [from, to] = b === undefined ? [0, a] : [a, b];
  const step = c ?? (from <= to ? 1 : -1);
  if (step === 0 || Math.abs((to - from) / step) > MOST_RANGE) return unknown(`range(${limits.join(', ')})`);
  const made: number[] = [];
  for (let x = from; step > 0 ? x < to : x > to; x += step) made.push(x);
  return made;
}

function allAre(list: Json | undefined, wanted: boolean): boolean | undefined {
  const flags = listOf(list)?.map((item) => booleanOf(item));
  if (!flags) return undefined;
  if (flags.includes(!wanted)) return false;
  return flags.includes(undefined) ? undefined : true;
}
