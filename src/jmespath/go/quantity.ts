/* `resource.Quantity` of Kubernetes with the arithmetic of `inf.Dec`: digits and scale decide how a division rounds. */

import { BINARY_UNITS, DECIMAL_UNITS } from '../../std/units.ts';

export type Format = 'decimal' | 'binary' | 'exponent';

export interface Quantity {
  readonly digits: bigint;
  /** Digits behind the point; may be negative. */
  readonly scale: number;
  /** How it is written again. */
  readonly format: Format;
}

const DECIMAL_SUFFIX = new Map([...DECIMAL_UNITS].map(([suffix, exponent]) => [exponent, suffix]));
const BINARY_SUFFIX = new Map([...BINARY_UNITS].map(([suffix, exponent]) => [exponent, suffix]));

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;
const LONGEST = 200;
/** Exponents beyond are refused: arithmetic on such numbers is only costly. */
const LARGEST_EXPONENT = 400;
const NANO = 9;
/** Digits of numbers that Kubernetes keeps in 64 bits, with the scale they were written in. */
const FAST_DIGITS = 18;
const MAX_INT64 = 2n ** 63n - 1n;

interface Suffix {
  readonly exponent: number;
  readonly format: Format;
}

/** `resource.ParseQuantity`; undefined for what is none. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = text.length <= LONGEST && text !== '' ? SHAPE.exec(text) : null;
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', unit = ''] = match;
  // A sign and leading zeros alone are zero; any other number without a digit is none.
  if (/^[+-]?0*$/.test(text)) return { digits: 0n, scale: 0, format: 'decimal' };
  const suffix = suffixOf(unit);
  if (!suffix || Math.abs(suffix.exponent) > LARGEST_EXPONENT) return undefined;
  const quantity = readFast(whole, fraction, suffix) ?? readSlow(whole, fraction, suffix);
  return sign === '-' ? { ...quantity, digits: -quantity.digits } : quantity;
}

function suffixOf(unit: string): Suffix | undefined {
  const binary = BINARY_UNITS.get(unit);
  if (binary !== undefined) return { exponent: binary, format: 'binary' };
  const decimal = DECIMAL_UNITS.get(unit);
  if (decimal !== undefined) return { exponent: decimal, format: 'decimal' };
  return { exponent: Number(unit.slice(1)), format: 'exponent' };
}

function readFast(whole: string, fraction: string, { exponent, format }: Suffix): Quantity | undefined {
  const number = whole.replace(/^0+/, '') || '0';
  if (format === 'binary') {
    if (fraction !== '' || 14 - number.length - Math.trunc(Math.fround((exponent * 3) / 10)) < 0) return undefined;
    const digits = BigInt(number) << BigInt(exponent);
    return digits <= MAX_INT64 ? { digits, scale: 0, format } : undefined;
  }
  const scale = fraction.length - exponent;
  const fits = number.length + fraction.length <= FAST_DIGITS && scale <= NANO;
  return fits ? { digits: BigInt(number + fraction), scale, format } : undefined;
}

/** Kept to nano, the rest rounded away from zero. */
function readSlow(whole: string, fraction: string, { exponent, format }: Suffix): Quantity {
  const written = BigInt(whole + fraction || '0');
  const digits = format === 'binary' ? written << BigInt(exponent) : written;
  const scale = format === 'binary' ? fraction.length : fraction.length - exponent;
  if (digits === 0n) return { digits, scale, format };
  const nano = roundUp(digits, scale);
  const capped = format === 'binary' && nano > MAX_INT64 * pow10(NANO) ? MAX_INT64 * pow10(NANO) : nano;
  return { digits: capped, scale: NANO, format: format === 'binary' && capped < pow10(NANO) ? 'decimal' : format };
}

function roundUp(digits: bigint, scale: number): bigint {
  if (scale <= NANO) return digits * pow10(NANO - scale);
  const unit = pow10(scale - NANO);
  return digits / unit + (digits % unit === 0n ? 0n : 1n);
}

function pow10(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** `Quantity.String`: the canonical form. */
export function formatQuantity(quantity: Quantity): string {
  if (quantity.digits === 0n) return '0';
  const whole = quantity.format === 'binary' ? integerOf(quantity) : undefined;
  if (whole !== undefined && (whole <= -1024n || whole >= 1024n)) return formatBinary(whole);
  return formatDecimal(quantity);
}

/** The value if it has nothing behind the point. */
function integerOf({ digits, scale }: Quantity): bigint | undefined {
  if (scale <= 0) return digits * pow10(-scale);
  const unit = pow10(scale);
  return digits % unit === 0n ? digits / unit : undefined;
}

function formatBinary(value: bigint): string {
  let [rest, exponent] = [value, 0];
  while (rest % 1024n === 0n) [rest, exponent] = [rest / 1024n, exponent + 10];
  return `${rest}${BINARY_SUFFIX.get(exponent) ?? ''}`;
}

function formatDecimal({ digits, scale, format }: Quantity): string {
  let [rest, exponent] = [digits, -scale];
  while (rest % 10n === 0n) [rest, exponent] = [rest / 10n, exponent + 1];
  while (exponent % 3 !== 0) [rest, exponent] = [rest * 10n, exponent - 1];
  if (format !== 'exponent') return `${rest}${DECIMAL_SUFFIX.get(exponent) ?? ''}`;
  return exponent === 0 ? `${rest}` : `${rest}e${exponent}`;
}

/** The sum; of a zero, only the format of the other stays. */
export function addQuantity(a: Quantity, b: Quantity): Quantity {
  const scale = Math.max(a.scale, b.scale);
  const digits = a.digits * pow10(scale - a.scale) + b.digits * pow10(scale - b.scale);
  return { digits, scale, format: a.digits === 0n ? b.format : a.format };
}

export function negate(a: Quantity): Quantity {
  return { ...a, digits: -a.digits };
}

export function multiplyQuantity(a: Quantity, b: Quantity): Quantity {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale, format: a.format };
}

/** Towards zero, with as many digits behind the point as the longer of the two has. */
export function divideQuantity(a: Quantity, b: Quantity): Quantity {
  const scale = Math.max(a.scale, b.scale);
  const shift = scale - a.scale + b.scale;
  const digits = shift >= 0 ? (a.digits * pow10(shift)) / b.digits : a.digits / (b.digits * pow10(-shift));
  return { digits, scale, format: a.format };
}

/** `AsApproximateFloat64`. */
export function approximate({ digits, scale }: Quantity): number {
  return scale === 0 ? Number(digits) : Number(digits) * Number(`1e${-scale}`);
}
