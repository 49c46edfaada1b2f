import type { Json, JsonObject } from '../../model/json.ts';
import { FunctionFailure } from '../error.ts';
import { define, typeName, type Argument, type Functions, type JmespathFunction, type Reference } from '../function.ts';
import { compareText } from '../go/strings.ts';
import { isEqual, type Run } from '../run.ts';

type Key = string | number;

/** https://jmespath.org/specification.html#built-in-functions */
export const STANDARD_FUNCTIONS: Functions = new Map<string, JmespathFunction>([
  ['abs', define(['number'], ([n]) => Math.abs(n))],
  ['avg', define(['number[]'], ([list]) => (list.length === 0 ? null : total(list) / list.length))],
  ['ceil', define(['number'], ([n]) => Math.ceil(n))],
  ['contains', define([['array', 'string'], 'any'], ([within, what], run) => contains(within, what, run))],
  ['ends_with', define(['string', 'string'], ([text, end]) => text.endsWith(end))],
  ['floor', define(['number'], ([n]) => Math.floor(n))],
  ['join', define(['string', 'string[]'], ([glue, parts], run) => join(glue, parts, run))],
  ['keys', define(['object'], ([object]) => Object.keys(object))],
  ['length', define([['string', 'array', 'object']], ([value], run) => length(value, run))],
  [
    'map',
    define(['reference', 'array'], ([get, list], run) => (run.spend(list.length), list.map((item) => get(item)))),
  ],
  ['max', define([['number[]', 'string[]']], ([list], run) => best(list, itself, 1, run))],
  ['max_by', define(['array', 'reference'], ([list, get], run) => best(list, keyed(get), 1, run))],
  ['merge', { takes: [['object']], variadic: true, run: merge }],
  ['min', define([['number[]', 'string[]']], ([list], run) => best(list, itself, -1, run))],
  ['min_by', define(['array', 'reference'], ([list, get], run) => best(list, keyed(get), -1, run))],
  ['not_null', { takes: [['any']], variadic: true, run: (args) => (args.find((arg) => arg !== null) ?? null) as Json }],
  [
    'reverse',
    define([['string', 'array']], ([value]) =>
      Array.isArray(value) ? value.toReversed() : Array.from(value).toReversed().join(''),
    ),
  ],
  ['sort', define([['number[]', 'string[]']], ([list], run) => sorted(list, itself, run))],
  ['sort_by', define(['array', 'reference'], ([list, get], run) => sorted(list, keyed(get), run))],
  ['starts_with', define(['string', 'string'], ([text, start]) => text.startsWith(start))],
  ['sum', define(['number[]'], ([list]) => total(list))],
  ['to_array', define(['any'], ([value]) => (Array.isArray(value) ? value : [value]))],
  ['to_number', define(['any'], ([value]) => toNumber(value))],
  ['to_string', define(['any'], ([value], run) => (typeof value === 'string' ? value : run.text(write(value, run))))],
  ['type', define(['any'], ([value]) => typeName(value))],
  ['values', define(['object'], ([object]) => Object.values(object).filter((value) => value !== undefined))],
]);

function total(list: readonly number[]): number {
  return list.reduce((sum, n) => sum + n, 0);
}

function contains(within: string | Json, what: Json, run: Run): boolean {
  if (typeof within === 'string') return typeof what === 'string' && within.includes(what);
  return (within as Json[]).some((item) => isEqual(item, what, run));
}

function join(glue: string, parts: readonly string[], run: Run): string {
  return run.text(parts.join(glue));
}

/** Characters, items or keys. */
function length(value: Json, run: Run): number {
  if (typeof value === 'string') {
    run.spend(value.length >> 4);
    let count = 0;
    for (const _ of value) count++;
    return count;
  }
  return Array.isArray(value) ? value.length : Object.values(value as object).filter((v) => v !== undefined).length;
}

/** Through entries, as `__proto__` is a key like others. */
function merge(args: readonly Argument[]): Json {
  return Object.fromEntries(args.flatMap((arg) => Object.entries(arg as JsonObject)));
}

function toNumber(value: Json): Json {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function write(value: Json, run: Run): string {
  // Counts the parts first: a value may repeat them exponentially often.
  return JSON.stringify(value, (_, part: Json) => (run.spend(4), part));
}

function itself(item: Json): Key {
  return item as Key;
}

/** What an item is ordered by: all by numbers, or all by texts. */
function keyed(get: Reference): (item: Json) => Key {
  let wanted: string | undefined;
  return (item) => {
    const key = get(item);
    const type = typeName(key);
    wanted ??= type;
    if ((type === 'number' || type === 'string') && type === wanted) return key as Key;
    throw new FunctionFailure('the expression must give numbers, or strings, for all items', 'invalid-type');
  };
}

function order(a: Key, b: Key): number {
  return typeof a === 'string' ? compareText(a, b as string) : a - (b as number);
}

/** What is alone is in order, whatever the expression gives for it: as the Go implementation has it. */
function sorted(list: Json[], key: (item: Json) => Key, run: Run): Json {
  if (list.length < 2) return list;
  run.spend(list.length);
  const keys = list.map((item) => ({ item, key: key(item) }));
  return keys.sort((a, b) => order(a.key, b.key)).map(({ item }) => item);
}

/** The first of the items that is above (1) or below (-1) all others. */
function best(list: readonly Json[], key: (item: Json) => Key, sign: 1 | -1, run: Run): Json {
  if (list.length < 2) return list[0] ?? null;
  run.spend(list.length);
  let found: { item: Json; key: Key } | undefined;
  for (const item of list) {
    const here = key(item);
    if (!found || sign * order(here, found.key) > 0) found = { item, key: here };
  }
  return found?.item ?? null;
}
