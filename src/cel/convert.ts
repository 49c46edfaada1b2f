import { doubleValue, intResult, intValue, noOverload, uintResult } from './arithmetic.ts';
import {
  Duration,
  Timestamp,
  parseDuration,
  parseTimestamp,
  showDuration,
  showTimestamp,
  timestampOf,
} from './time-values.ts';
import { Fault, TypeValue, Uint, doubleOf, typeName, type Value } from './values.ts';

const SECOND = 1_000_000_000n;

export function toInt(value: Value): Value {
  const whole = intValue(value);
  if (whole !== undefined) return value;
  if (value instanceof Uint) return intResult(value.value);
  if (value instanceof Timestamp) return intResult(floorDivide(value.nanos, SECOND));
  if (typeof value === 'string') {
    return /^[+-]?\d{1,20}$/.test(value)
      ? intResult(BigInt(value.replace('+', '')))
      : new Fault(`"${value.slice(0, 40)}" is no int`);
  }
  const double = doubleValue(value);
  if (double === undefined) return noOverload('int', value);
  // cel-go refuses doubles that are as large as 2^63, whichever way they were rounded
  if (!Number.isFinite(double) || Math.abs(double) >= 2 ** 63) return new Fault('integer overflow: out of range');
  return intResult(BigInt(Math.trunc(double)));
}

const floorDivide = (a: bigint, b: bigint): bigint => (a < 0n && a % b !== 0n ? a / b - 1n : a / b);

export function toUint(value: Value): Value {
  if (value instanceof Uint) return value;
  const whole = intValue(value);
  if (whole !== undefined) return uintResult(whole);
  if (typeof value === 'string') {
    return /^\d{1,20}$/.test(value) ? uintResult(BigInt(value)) : new Fault(`"${value.slice(0, 40)}" is no uint`);
  }
  const double = doubleValue(value);
  if (double === undefined) return noOverload('uint', value);
  if (!Number.isFinite(double) || double < 0 || double >= 2 ** 64)
    return new Fault('unsigned integer overflow: out of range');
  return uintResult(BigInt(Math.trunc(double)));
}

const DOUBLE = /^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)$/;
const SPECIAL: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, infinity: Infinity };

export function toDouble(value: Value): Value {
  if (doubleValue(value) !== undefined) return value;
  const whole = intValue(value);
  if (whole !== undefined) return doubleOf(Number(whole));
  if (value instanceof Uint) return doubleOf(Number(value.value));
  if (typeof value !== 'string') return noOverload('double', value);
  if (DOUBLE.test(value)) return doubleOf(Number(value));
  const [, sign, word = ''] = /^([+-]?)([a-z]+)$/i.exec(value) ?? [];
  const special = SPECIAL[word.toLowerCase()];
  if (special === undefined) return new Fault(`"${value.slice(0, 40)}" is no double`);
  return sign === '-' ? -special : special;
}

export function toText(value: Value): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  const whole = intValue(value);
  if (whole !== undefined) return whole.toString();
  if (value instanceof Uint) return value.value.toString();
  if (value instanceof Timestamp) return showTimestamp(value);
  if (value instanceof Duration) return showDuration(value);
  if (value instanceof Uint8Array) return decodeUtf8(value);
  const double = doubleValue(value);
  return double === undefined ? noOverload('string', value) : showDouble(double);
}

export function decodeUtf8(bytes: Uint8Array): string | Fault {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new Fault('invalid UTF-8 in bytes');
    throw error;
  }
}

/** As Go's strconv.FormatFloat with format 'g' and the shortest precision: a million is `1e+06`. */
export function showDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const exponential = value.toExponential();
  const exponent = Number(exponential.slice(exponential.indexOf('e') + 1));
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (exponent >= -4 && exponent < 6) return String(value);
  return exponential.replace(/e([+-])(\d)$/, 'e$10$2');
}

export function toBytes(value: Value): Value {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? new TextEncoder().encode(value) : noOverload('bytes', value);
}

const TRUTHS: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  TRUE: true,
  t: true,
  T: true,
  '1': true,
  false: false,
  False: false,
  FALSE: false,
  f: false,
  F: false,
  '0': false,
};

export function toBool(value: Value): Value {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return noOverload('bool', value);
  return (Object.hasOwn(TRUTHS, value) ? TRUTHS[value] : undefined) ?? new Fault(`"${value.slice(0, 40)}" is no bool`);
}

export function toTimestamp(value: Value): Value {
  if (value instanceof Timestamp) return value;
  if (typeof value === 'string') return parseTimestamp(value);
  const whole = intValue(value);
  return whole === undefined ? noOverload('timestamp', value) : timestampOf(whole * SECOND);
}

export function toDuration(value: Value): Value {
  if (value instanceof Duration) return value;
  if (typeof value === 'string') return parseDuration(value);
  const whole = intValue(value);
  return whole === undefined ? noOverload('duration', value) : new Duration(whole * SECOND);
}

export function typeValue(value: Value): Value {
  return new TypeValue(typeName(value));
}
