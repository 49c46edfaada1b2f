import type { Json } from '../../model/json.ts';
import { equalJson } from '../../std/value.ts';
import { matchesWildcard } from '../wildcard.ts';
import { compileLeaf, isRange } from './pattern/leaf.ts';
import { compareVersions, durationOf, quantityOf, textOf, versionOf } from './scalars.ts';

/** Compares the key of a condition with its value. */
export type Operator = (key: Json, value: Json) => boolean;

/** By name, in lower case. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  equals: isEqual,
  equal: isEqual,
  notequals: (key, value) => !isEqual(key, value),
  notequal: (key, value) => !isEqual(key, value),
  in: (key, value) => quantified(key, value, 'all'),
  allin: (key, value) => quantified(key, value, 'all'),
  anyin: (key, value) => quantified(key, value, 'any'),
  notin: (key, value) => quantified(key, value, 'not-all'),
  anynotin: (key, value) => quantified(key, value, 'not-all'),
  allnotin: (key, value) => quantified(key, value, 'none'),
  greaterthan: ordered((order) => order > 0),
  greaterthanorequals: ordered((order) => order >= 0),
  lessthan: ordered((order) => order < 0),
  lessthanorequals: ordered((order) => order <= 0),
  durationgreaterthan: ordered((order) => order > 0),
  durationgreaterthanorequals: ordered((order) => order >= 0),
  durationlessthan: ordered((order) => order < 0),
  durationlessthanorequals: ordered((order) => order <= 0),
};

export function operatorNamed(name: string): Operator | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(OPERATORS, key) ? OPERATORS[key] : undefined;
}

export const OPERATOR_NAMES: readonly string[] = [
  'Equals',
  'NotEquals',
  'AnyIn',
  'AllIn',
  'AnyNotIn',
  'AllNotIn',
  'GreaterThan',
  'GreaterThanOrEquals',
  'LessThan',
  'LessThanOrEquals',
];

function isEqual(key: Json, value: Json): boolean {
  if (typeof key === 'string') return equalsText(key, value);
  if (typeof key === 'number') return equalsNumber(key, value);
  return equalJson(key, value);
}

function equalsText(key: string, value: Json): boolean {
  const durations = asDurations(key, value);
  if (durations) return durations[0] === durations[1];
  const quantities = asQuantities(key, value);
  if (quantities) return quantities[0] === quantities[1];
  return typeof value === 'string' && matchesWildcard(value, key);
}

function equalsNumber(key: number, value: Json): boolean {
  if (typeof value === 'number') return key === value;
  if (typeof value !== 'string') return false;
  const durations = asDurations(key, value);
  if (durations) return durations[0] === durations[1];
  const quantities = asQuantities(key, value);
  return quantities !== undefined && quantities[0] === quantities[1];
}

/** Both as durations, where at least one is written as one; bare numbers are seconds. */
function asDurations(key: Json, value: Json): readonly [number, number] | undefined {
  if (!isDuration(key) && !isDuration(value)) return undefined;
  const [a, b] = [nanoseconds(key), nanoseconds(value)];
  return a === undefined || b === undefined ? undefined : [a, b];
}

function isDuration(value: Json): boolean {
  return typeof value === 'string' && value !== '0' && durationOf(value) !== undefined;
}

function nanoseconds(value: Json): number | undefined {
  if (typeof value === 'number') return value * 1e9;
  if (typeof value !== 'string') return undefined;
  const duration = durationOf(value);
  if (duration !== undefined) return duration;
  return /^[+-]?\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1e9 : undefined;
}

function asQuantities(key: Json, value: Json): readonly [bigint, bigint] | undefined {
  if (!isAmount(key) || !isAmount(value)) return undefined;
  const [a, b] = [quantityOf(key), quantityOf(value)];
  return a === undefined || b === undefined ? undefined : [a, b];
}

function isAmount(value: Json): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function ordered(holds: (order: number) => boolean): Operator {
  return (key, value) => {
    const order = orderOf(key, value);
    return order !== undefined && holds(order);
  };
}

/** Durations, else quantities and numbers, else versions. */
function orderOf(key: Json, value: Json): number | undefined {
  const durations = asDurations(key, value);
  if (durations) return durations[0] - durations[1];
  const quantities = asQuantities(key, value);
  if (quantities) return quantities[0] < quantities[1] ? -1 : quantities[0] > quantities[1] ? 1 : 0;
  if (typeof key !== 'string' || typeof value !== 'string') return undefined;
  const [a, b] = [versionOf(key), versionOf(value)];
  return a && b ? compareVersions(a, b) : undefined;
}

type Quantifier = 'any' | 'all' | 'none' | 'not-all';

function quantified(key: Json, value: Json, how: Quantifier): boolean {
  if (key === null || value === null || typeof key === 'boolean' || (typeof key === 'object' && !Array.isArray(key))) {
    return typeof key === 'boolean' && value !== null && counts([key], value, how);
  }
  return counts(Array.isArray(key) ? key : [key], value, how);
}

function counts(keys: readonly Json[], value: Json, how: Quantifier): boolean {
  const contains = membership(value);
  if (!contains) return false;
  switch (how) {
    case 'any':
      return keys.some(contains);
    case 'all':
      return keys.every(contains);
    case 'none':
      return !keys.some(contains);
    default:
      return keys.some((key) => !contains(key));
  }
}

/** Whether a key is in the value: a list, a text of a list in JSON, a range `1-10`, or one text. Wildcards count on both sides. */
function membership(value: Json): ((key: Json) => boolean) | undefined {
  if (Array.isArray(value)) return listMembership(value);
  if (typeof value === 'number' || typeof value === 'boolean') return listMembership([value]);
  if (typeof value !== 'string') return undefined;
  const list = readList(value);
  if (list) return listMembership(list);
  if (isRange(value)) {
    const within = compileLeaf(value);
    return (key) => within(key);
  }
  return listMembership([value]);
}

function listMembership(list: readonly Json[]): (key: Json) => boolean {
  const texts = list.map(textOf);
  const exact = new Set(texts);
  return (key) => {
    const text = textOf(key);
    if (exact.has(text)) return true;
    return texts.some((item) => matchesWildcard(item, text) || matchesWildcard(text, item) || inRange(item, key));
  };
}

function inRange(item: string, key: Json): boolean {
  return isRange(item) && compileLeaf(item)(key);
}

function readList(text: string): readonly Json[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const list = JSON.parse(text) as Json;
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined; // Not JSON: then it is a text like any other.
  }
}
