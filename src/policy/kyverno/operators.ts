import type { Json } from '../../model/json.ts';
import { equalJson } from '../../std/value.ts';
import { matchesWildcard } from '../wildcard.ts';
import { isAllIn, isAllNotIn, isAnyIn, isAnyNotIn, isIn, isNotIn } from './membership.ts';
import { compareVersions, durationOf, quantityOf, versionOf } from './scalars.ts';

/** Compares the key of a condition with its value. */
export type Operator = (key: Json, value: Json) => boolean;

/** By name, in lower case. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  equals: isEqual,
  equal: isEqual,
  notequals: isUnequal,
  notequal: isUnequal,
  in: isIn,
  notin: isNotIn,
  anyin: isAnyIn,
  allin: isAllIn,
  anynotin: isAnyNotIn,
  allnotin: isAllNotIn,
  greaterthan: ordered(orderOf, (order) => order > 0),
  greaterthanorequals: ordered(orderOf, (order) => order >= 0),
  lessthan: ordered(orderOf, (order) => order < 0),
  lessthanorequals: ordered(orderOf, (order) => order <= 0),
  durationgreaterthan: ordered(durationOrder, (order) => order > 0),
  durationgreaterthanorequals: ordered(durationOrder, (order) => order >= 0),
  durationlessthan: ordered(durationOrder, (order) => order < 0),
  durationlessthanorequals: ordered(durationOrder, (order) => order <= 0),
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
  if (typeof key === 'number') return value === key || (typeof value === 'string' && numberOf(value) === key);
  return equalJson(key, value);
}

/** Of nothing, nothing holds. */
function isUnequal(key: Json, value: Json): boolean {
  return key !== null && !isEqual(key, value);
}

/** A key that reads as a quantity is compared with quantities alone; any other text with a wildcard. */
function equalsText(key: string, value: Json): boolean {
  const durations = asDurations(key, value);
  if (durations) return durations[0] === durations[1];
  if (typeof value !== 'string') return false;
  const quantity = quantityOf(key);
  return quantity === undefined ? matchesWildcard(value, key) : quantity === quantityOf(value);
}

/** Both as nanoseconds, where at least one is written as a duration; a number is whole seconds, a text of digits is none. */
function asDurations(key: Json, value: Json): readonly [number, number] | undefined {
  if (!isDuration(key) && !isDuration(value)) return undefined;
  if (key === '0' || value === '0') return undefined;
  const [a, b] = [nanoseconds(key), nanoseconds(value)];
  return a === undefined || b === undefined ? undefined : [a, b];
}

function isDuration(value: Json): boolean {
  return typeof value === 'string' && value !== '0' && durationOf(value) !== undefined;
}

function nanoseconds(value: Json): number | undefined {
  if (typeof value === 'number') return Math.trunc(value) * 1e9;
  return typeof value === 'string' ? durationOf(value) : undefined;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function numberOf(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

type Order = (key: Json, value: Json) => number | undefined;

function ordered(order: Order, holds: (order: number) => boolean): Operator {
  return (key, value) => {
    const found = order(key, value);
    return found !== undefined && holds(found);
  };
}

function durationOrder(key: Json, value: Json): number | undefined {
  const [a, b] = [nanoseconds(key), nanoseconds(value)];
  return a === undefined || b === undefined ? undefined : a - b;
}

/** Durations, else quantities where both are texts, else numbers, else versions. */
function orderOf(key: Json, value: Json): number | undefined {
  const durations = asDurations(key, value);
  if (durations) return durations[0] - durations[1];
  if (typeof key === 'number') return numericOrder(key, value);
  return typeof key === 'string' ? textOrder(key, value) : undefined;
}

function numericOrder(key: number, value: Json): number | undefined {
  const other = typeof value === 'string' ? numberOf(value) : value;
  const durations = asDurations(key, value);
  if (durations) return durations[0] - durations[1];
  return typeof other === 'number' ? key - other : undefined;
}

function textOrder(key: string, value: Json): number | undefined {
  if (typeof value === 'string') {
    const [a, b] = [quantityOf(key), quantityOf(value)];
    if (a !== undefined && b !== undefined) return a < b ? -1 : Number(a > b);
  }
  const number = numberOf(key);
  if (number !== undefined) return numericOrder(number, value);
  if (typeof value !== 'string') return undefined;
  const [a, b] = [versionOf(key), versionOf(value)];
  return a && b ? compareVersions(a, b) : undefined;
}
