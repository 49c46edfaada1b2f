import type { Json } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { booleanOf, failed, hasUnknown, isUnknown, numberOf, textOf } from '../value.ts';
import { type Functions, listOf } from './types.ts';

function simple(convert: (value: Json) => Json | undefined): Functions[string] {
  return ([value]) => {
    if (value === undefined || isUnknown(value)) return undefined;
    return value === null ? null : (convert(value) ?? failed(`conversion of ${typeof value}`));
  };
}

const same: Functions[string] = ([value]) => (isUnknown(value) ? undefined : value);

export const CONVERSIONS: Functions = {
  tostring: simple(textOf),
  tonumber: simple(numberOf),
  tobool: simple(booleanOf),
  tolist: ([value]) => listOf(value) && [...listOf(value)!],
  toset: ([value]) => toSet(listOf(value)),
  distinct: ([value]) => distinct(listOf(value)),
  tomap: simple((value) => (isObject(value) ? value : undefined)),
  sensitive: () => undefined,
  nonsensitive: same,
  ephemeralasnull: same,
  issensitive: () => undefined,
};

/** Sets stand as lists without repetition; Terraform goes through sets of texts in the order of their characters. */
function toSet(list: readonly Json[] | undefined): Json | undefined {
  if (!list) return undefined;
  const items = distinct(list);
  return items.every((item) => typeof item === 'string') ? items.toSorted() : items;
}

export function distinct(list: readonly Json[]): Json[];
export function distinct(list: readonly Json[] | undefined): Json[] | undefined;
export function distinct(list: readonly Json[] | undefined): Json[] | undefined {
  const seen = new Set<string>();
  return list?.filter((item) => {
    if (hasUnknown(item)) return true;
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}
