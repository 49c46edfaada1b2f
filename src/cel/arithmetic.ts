import { Duration, Timestamp, durationOf, timestampOf } from './time-values.ts';
import { CelMap, CelObject, Double, Fault, Uint, doubleOf, intOf, typeName, type Value } from './values.ts';

const MIN_INT = -(1n << 63n);
const MAX_INT = (1n << 63n) - 1n;
const MAX_UINT = (1n << 64n) - 1n;
const { isSafeInteger } = Number;

export function intResult(value: bigint): Value {
  return value < MIN_INT || value > MAX_INT ? new Fault('integer overflow') : intOf(value);
}

export function uintResult(value: bigint): Value {
  return value < 0n || value > MAX_UINT ? new Fault('unsigned integer overflow') : new Uint(value);
}

interface Operator {
  readonly sign: string;
  readonly ints: (a: bigint, b: bigint) => bigint | Fault;
  readonly doubles?: (a: number, b: number) => number;
}

const PLUS: Operator = { sign: '+', ints: (a, b) => a + b, doubles: (a, b) => a + b };
const MINUS: Operator = { sign: '-', ints: (a, b) => a - b, doubles: (a, b) => a - b };
const TIMES: Operator = { sign: '*', ints: (a, b) => a * b, doubles: (a, b) => a * b };
const DIVIDED: Operator = {
  sign: '/',
  ints: (a, b) => (b === 0n ? new Fault('division by zero') : a / b),
  doubles: (a, b) => a / b,
};
const MODULO: Operator = { sign: '%', ints: (a, b) => (b === 0n ? new Fault('modulus by zero') : a % b) };

export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && isSafeInteger(a) && isSafeInteger(b)) {
    const sum = a + b;
    if (isSafeInteger(sum)) return sum;
  }
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...(a as Value[]), ...(b as Value[])];
  if (a instanceof Uint8Array && b instanceof Uint8Array) return joinBytes(a, b);
  return addTimes(a, b) ?? numbers(PLUS, a, b);
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

function addTimes(a: Value, b: Value): Value | undefined {
  if (a instanceof Duration && b instanceof Duration) return durationOf(a.nanos + b.nanos);
  if (a instanceof Timestamp && b instanceof Duration) return timestampOf(a.nanos + b.nanos);
  if (a instanceof Duration && b instanceof Timestamp) return timestampOf(a.nanos + b.nanos);
  return undefined;
}

export function subtract(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && isSafeInteger(a) && isSafeInteger(b)) {
    const difference = a - b;
    if (isSafeInteger(difference)) return difference;
  }
  if (a instanceof Duration && b instanceof Duration) return durationOf(a.nanos - b.nanos);
  if (a instanceof Timestamp && b instanceof Timestamp) return durationOf(a.nanos - b.nanos);
  if (a instanceof Timestamp && b instanceof Duration) return timestampOf(a.nanos - b.nanos);
  return numbers(MINUS, a, b);
}

export const multiply = (a: Value, b: Value): Value => numbers(TIMES, a, b);
export const divide = (a: Value, b: Value): Value => numbers(DIVIDED, a, b);
export const modulo = (a: Value, b: Value): Value => numbers(MODULO, a, b);

export function negate(value: Value): Value {
  const whole = intValue(value);
  if (whole !== undefined) return intResult(-whole);
  const double = doubleValue(value);
  return double === undefined ? noOverload('-', value) : doubleOf(-double);
}

/** The int that a value is, as a bigint; undefined for other types. */
export function intValue(value: Value): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && isSafeInteger(value) ? BigInt(value) : undefined;
}

/** The double that a value is; undefined for other types. */
export function doubleValue(value: Value): number | undefined {
  if (typeof value === 'number') return isSafeInteger(value) ? undefined : value;
  return value instanceof Double ? value.value : undefined;
}

function numbers(operator: Operator, a: Value, b: Value): Value {
  const x = intValue(a);
  const y = intValue(b);
  if (x !== undefined && y !== undefined) return checked(operator.ints(x, y), intResult);
  if (a instanceof Uint && b instanceof Uint) return checked(operator.ints(a.value, b.value), uintResult);
  const p = doubleValue(a);
  const q = doubleValue(b);
  if (p !== undefined && q !== undefined && operator.doubles) return doubleOf(operator.doubles(p, q));
  return noOverload(operator.sign, a, b);
}

const checked = (value: bigint | Fault, result: (value: bigint) => Value): Value =>
  value instanceof Fault ? value : result(value);

export function noOverload(name: string, ...values: Value[]): Fault {
  const fault = values.find((value) => value instanceof Fault);
  return fault ?? new Fault(`no such overload: ${name} of ${values.map(typeName).join(' and ')}`);
}

/** Whether the value counts as zero: `optional.ofNonZeroValue`. */
export function isZero(value: Value): boolean {
  if (value === null || value === false || value === 0 || value === '') return true;
  if (value instanceof Double) return value.value === 0;
  if (value instanceof Uint) return value.value === 0n;
  if (value instanceof Duration) return value.nanos === 0n;
  if (value instanceof CelMap) return value.entries.size === 0;
  if (value instanceof CelObject) return value.has('') === false;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
