import type { Json } from '../../model/json.ts';
import { matchesWildcard } from '../wildcard.ts';
import { compileLeaf, isRange } from './pattern/leaf.ts';
import { textOf } from './scalars.ts';

/*
 * What is in what. A value is a list, the text of a JSON list of texts, a range `1-10`, or one text; anything else is no value,
 * and no operator holds of it, also none that is negated. A key is one plain value or a list.
 */

type Contains = (key: Json) => boolean;

interface Keys {
  readonly list: readonly Json[];
  readonly isList: boolean;
}

export function isAnyIn(key: Json, value: Json): boolean {
  return asked(key, listed(key, value), ({ list }, contains) => list.some(contains));
}

export function isAllIn(key: Json, value: Json): boolean {
  return asked(key, value, ({ list }, contains) => list.every(contains));
}

export function isAllNotIn(key: Json, value: Json): boolean {
  return asked(key, value, ({ list }, contains) => !list.some(contains));
}

export function isAnyNotIn(key: Json, value: Json): boolean {
  return asked(key, listed(key, value), ({ list, isList }, contains) => {
    if (!isList || typeof value !== 'string' || !isPositiveRange(value)) return list.some((one) => !contains(one));
    // Items are asked for the opposite range, which what is no amount is not in either.
    const outside = compileLeaf(value.replace('-', '!-'));
    return list.some((one) => outside(one));
  });
}

/** The older `In`: of lists each item must be there as it is written; a text is a wildcard for one key alone. */
export function isIn(key: Json, value: Json): boolean {
  const keys = keysOf(key);
  if (!keys) return false;
  if (!keys.isList) return withOlderValue(key, value, (contains) => contains(key)) ?? false;
  const [only] = keys.list;
  if (typeof value === 'string' && keys.list.length === 1 && only === value) return true;
  const items = olderItems(value);
  return items !== undefined && keys.list.every((one) => items.has(textOf(one)));
}

/** The older `NotIn`. One item that is the text itself counts as not in it, as in Kyverno. */
export function isNotIn(key: Json, value: Json): boolean {
  const keys = keysOf(key);
  if (!keys) return false;
  if (!keys.isList) return withOlderValue(key, value, (contains) => !contains(key)) ?? false;
  const [only] = keys.list;
  if (typeof value === 'string' && keys.list.length === 1 && only === value) return true;
  const items = olderItems(value);
  return items !== undefined && keys.list.some((one) => !items.has(textOf(one)));
}

/** A number or a bool is a value for lists of keys. */
function listed(key: Json, value: Json): Json {
  return Array.isArray(key) && (typeof value === 'number' || typeof value === 'boolean') ? [value] : value;
}

function asked(key: Json, value: Json, holds: (keys: Keys, contains: Contains) => boolean): boolean {
  const keys = keysOf(key);
  const contains = keys && membership(value, keys);
  return keys !== undefined && contains !== undefined && holds(keys, contains);
}

function keysOf(key: Json): Keys | undefined {
  if (Array.isArray(key)) return { list: key, isList: true };
  return key === null || typeof key === 'object' ? undefined : { list: [key], isList: false };
}

/** Undefined for what is no value: JSON that is no list of texts is one only to a single key that it matches. */
function membership(value: Json, { list, isList }: Keys): Contains | undefined {
  if (Array.isArray(value)) return wildcards(value);
  if (typeof value !== 'string') return undefined;
  if (isPositiveRange(value)) {
    const within = compileLeaf(value);
    return (key) => matchesWildcard(value, textOf(key)) || within(key);
  }
  const items = readItems(value);
  const own: Contains = (key) => matchesWildcard(value, textOf(key)) || (isList && matchesWildcard(textOf(key), value));
  if (items === undefined) return list.length === 1 && list.every(own) ? own : undefined;
  if (isList) {
    const contains = wildcards(items);
    return (key) => own(key) || contains(key);
  }
  const exact = new Set(items);
  return (key) => own(key) || exact.has(textOf(key));
}

function isPositiveRange(value: string): boolean {
  return isRange(value) && !value.includes('!');
}

/** Wildcards count on both sides. */
function wildcards(list: readonly Json[]): Contains {
  const texts = list.map(textOf);
  const exact = new Set(texts);
  return (key) => {
    const text = textOf(key);
    return exact.has(text) || texts.some((item) => matchesWildcard(item, text) || matchesWildcard(text, item));
  };
}

/** The texts of a JSON list; none of what is no JSON; undefined for JSON of another sort. */
function readItems(text: string): readonly string[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return []; // A text like any other.
  }
  if (json === null) return [];
  return Array.isArray(json) && json.every((item) => typeof item === 'string') ? json : undefined;
}

function withOlderValue(key: Json, value: Json, holds: (contains: Contains) => boolean): boolean | undefined {
  if (Array.isArray(value)) return holds(wildcards(value));
  if (typeof value !== 'string') return undefined;
  const items = isJson(value) ? readItems(value) : undefined;
  if (items) return holds((one) => matchesWildcard(value, textOf(one)) || items.includes(textOf(one)));
  return matchesWildcard(value, textOf(key)) ? holds(() => true) : undefined;
}

function olderItems(value: Json): ReadonlySet<string> | undefined {
  if (Array.isArray(value)) return new Set(value.map(textOf));
  const items = typeof value === 'string' && isJson(value) ? readItems(value) : undefined;
  return items && new Set(items);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // A text like any other.
  }
}
