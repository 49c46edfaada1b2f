import type { Json } from '../model/json.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import type { Scalar, ValueType } from '../kubernetes/schema/types.ts';
import { equalJson, isObject } from '../std/value.ts';

/** Null and what holds nothing. For Go's `omitempty` also false, zero and the empty text: see `isZero`. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every((entry) => entry === undefined || entry === null);
}

/** What an API server may leave out when it writes an object. */
export function isZero(value: Json | undefined): boolean {
  return isEmpty(value) || value === false || value === 0 || value === '';
}

/** Whether two values of a field say the same to the API server. */
export function equalScalars(a: Json, b: Json, shape: Scalar): boolean {
  if (a === b || equalJson(a, b)) return true;
  switch (shape) {
    case 'quantity':
      return equalQuantities(a, b);
    case 'time':
      return Date.parse(textOf(a)) === Date.parse(textOf(b));
    case 'base64':
      return textOf(a).replace(/\s+/g, '') === textOf(b).replace(/\s+/g, '');
    case 'any':
    case 'object':
      return equalLoosely(a, b);
    default:
      return textOf(a) === textOf(b);
  }
}

/** A plain value as it is written without quotes. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

export function equalQuantities(a: Json, b: Json): boolean {
  const [left, right] = [parseQuantity(a), parseQuantity(b)];
  return left !== undefined && right !== undefined && left.nano === right.nano;
}

/**
 * Values of custom resources, whose types are not known: amounts and durations are compared by what they come to, but only
 * where a unit says that they are such, for `1.1` and `1.10` may be versions.
 */
export function equalLoosely(a: Json, b: Json): boolean {
  if (equalJson(a, b)) return true;
  if (isContainer(a) || isContainer(b)) return false;
  const [left, right] = [textOf(a), textOf(b)];
  if (left === right) return true;
  if (HAS_UNIT.test(left) || HAS_UNIT.test(right)) if (equalQuantities(a, b)) return true;
  const duration = seconds(left);
  return duration !== undefined && duration === seconds(right);
}

const HAS_UNIT = /^\d[\d.]*(?:m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)$/;
const DURATION = /^(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h)){1,6}$/;
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g;
const UNITS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** A duration as Go writes it, `1h30m0s`. */
function seconds(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(PART)) sum += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return sum;
}

/** Whether nothing at all differs in meaning from an empty value here: an empty selector selects everything. */
export function emptyMeans(type: ValueType): boolean {
  return type.shape === 'type' && type.type.name === 'meta.v1.LabelSelector';
}
