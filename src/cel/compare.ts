import {
  CelMap,
  CelObject,
  Double,
  Fault,
  Optional,
  Special,
  Uint,
  entriesOf,
  getIn,
  isMap,
  sizeOf,
  typeName,
  type Value,
} from './values.ts';
import { Duration, Timestamp } from './time-values.ts';

/** The number that a value is, for comparison: JavaScript compares numbers with bigints exactly. */
export function numeric(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Double || value instanceof Uint) return value.value;
  return undefined;
}

/** Equality as CEL has it: numbers by what they are worth, other types never equal each other. */
export function equals(a: Value, b: Value): boolean {
  if (typeof a === 'string' || typeof a === 'boolean' || a === null) return a === b;
  if (typeof a === 'object' && !(a instanceof Special)) return equalJson(a, b);
  const x = numeric(a);
  if (x !== undefined) {
    const y = numeric(b);
    return y !== undefined && orderNumbers(x, y) === 0;
  }
  if (a instanceof CelMap) return isMap(b) && equalMaps(a, b);
  if (a instanceof Optional) return b instanceof Optional && equalOptionals(a, b);
  return a instanceof CelObject && a.equals(b);
}

function equalJson(a: object, b: Value): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item: Value, i) => equals(item, b[i] as Value));
  if (a instanceof Uint8Array) return b instanceof Uint8Array && compareBytes(a, b) === 0;
  return isMap(b) && equalMaps(a as Record<string, Value>, b);
}

function equalMaps(a: CelMap | Record<string, Value>, b: CelMap | Record<string, Value>): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  return entriesOf(a).every(([key, value]) => {
    const other = getIn(b, key);
    return other !== undefined && equals(value, other);
  });
}

function equalOptionals(a: Optional, b: Optional): boolean {
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return equals(a.value, b.value);
}

/** Below, equal to or above 0; undefined for NaN, a fault for what has no order. */
export function order(a: Value, b: Value): number | undefined | Fault {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  const x = numeric(a);
  const y = numeric(b);
  if (x !== undefined && y !== undefined) return orderNumbers(x, y);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  const dated = (a instanceof Timestamp && b instanceof Timestamp) || (a instanceof Duration && b instanceof Duration);
  if (dated) return a.nanos < b.nanos ? -1 : Number(a.nanos > b.nanos);
  return new Fault(`${typeName(a)} and ${typeName(b)} have no order`);
}

/** Undefined for NaN. A large int is rounded before it is compared with a double, as in cel-go. */
function orderNumbers(x: number | bigint, y: number | bigint): number | undefined {
  if (typeof x === 'bigint' && typeof y === 'number' && !Number.isSafeInteger(y)) return orderNumbers(Number(x), y);
  if (typeof y === 'bigint' && typeof x === 'number' && !Number.isSafeInteger(x)) return orderNumbers(x, Number(y));
  if (x < y) return -1;
  return x > y ? 1 : x >= y ? 0 : undefined;
}

/** By code points: UTF-16 puts characters beyond the basic plane before U+E000. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd8_00 && unit <= 0xdf_ff;

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
