import type { Json } from '../../model/json.ts';
import { isQuantity } from '../quantity.ts';
import type { Scalar, ValueType } from './types.ts';

/* What Go's decoder takes for each scalar of the API. Null stands for "not set" everywhere and is not asked about here. */

type Test = (value: Exclude<Json, null>) => boolean;

const TESTS: Readonly<Record<Scalar, Test>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  quantity: (value) => isQuantity(value),
  'int-or-string': (value) => typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value)),
  time: (value) => typeof value === 'string' && RFC3339.test(value),
  base64: (value) => typeof value === 'string' && isBase64(value),
  any: () => true,
  object: (value) => typeof value === 'object' && !Array.isArray(value),
};

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** As Go's `base64.StdEncoding` reads it: line breaks are skipped, padding is needed. */
function isBase64(text: string): boolean {
  const packed = text.includes('\n') || text.includes('\r') ? text.replaceAll(/[\r\n]/g, '') : text;
  return packed.length % 4 === 0 && BASE64.test(packed);
}

export function isScalar(scalar: Scalar, value: Exclude<Json, null>): boolean {
  return TESTS[scalar](value);
}

const EXPECTED: Readonly<Record<Scalar | 'list' | 'map' | 'type', string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  quantity: 'a quantity such as 500m or 1Gi',
  'int-or-string': 'a whole number or a string',
  time: 'a time such as 2026-01-31T10:00:00Z',
  base64: 'base64',
  any: 'anything',
  object: 'an object',
  list: 'a list',
  map: 'an object',
  type: 'an object',
};

/** What a value of this type must be, in words: `a whole number`. */
export function expectation(type: ValueType): string {
  return EXPECTED[type.shape];
}

/** What a value is, in words: `a string "3"`, `a list`; with `hidden` without the value, `a string`. */
export function describe(value: Json, hidden: boolean): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (hidden) return `a ${typeof value}`;
  const text = JSON.stringify(value);
  const short = text.length > 40 ? `${text.slice(0, 36)}…"` : text;
  return `a ${typeof value} ${short}`;
}
