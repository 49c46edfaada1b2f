import type { Json } from '../model/json.ts';
import { BINARY_UNITS, DECIMAL_UNITS } from '../std/units.ts';

/**
 * An amount as Kubernetes writes it, exact: `value` counts billionths (nano), so that `1n` is 1 and `1Gi` is
 * 1073741824000000000. Smaller parts are rounded away from zero, as the API server does.
 */
export interface Quantity {
  readonly nano: bigint;
}

const NANO = 1_000_000_000n;

/** Digits may be missing altogether, as in Go: `m` and `.` are zero. */
const SHAPE = /^([+-]?)(\d*\.?\d*)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;

/** Digits beyond this are refused: no quantity needs them, and arithmetic on them costs. */
const LONGEST = 100;

/** Whether the API server reads it as a quantity: a number, or a string such as `500m`, `1Gi`, `2e3`. */
export function isQuantity(value: Json | undefined): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'string') return false;
  const text = value.trim();
  return text !== '' && text.length <= LONGEST && SHAPE.test(text);
}

/** Reads a quantity; undefined for what is none. */
export function parseQuantity(value: Json | undefined): Quantity | undefined {
  if (typeof value !== 'string' || value.length > LONGEST) return read(value);
  let quantity = known.get(value);
  if (quantity === undefined && !known.has(value)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(value, (quantity = read(value)));
  }
  return quantity;
}

/** The same few amounts are written again and again. */
const known = new Map<string, Quantity | undefined>();
const MOST_KNOWN = 10_000;

function read(value: Json | undefined): Quantity | undefined {
  if (!isQuantity(value)) return undefined;
  const [, sign, digits = '', suffix = '', exponent] = SHAPE.exec(`${value as string | number}`.trim()) ?? [];
  const [whole = '', part = ''] = digits.split('.');
  const mantissa = BigInt(`${whole}${part}` || '0');
  const binary = BINARY_UNITS.get(suffix);
  const scaled = binary === undefined ? mantissa : mantissa << BigInt(binary);
  const power = 9 - part.length + (binary === undefined ? (DECIMAL_UNITS.get(suffix) ?? 0) + Number(exponent ?? 0) : 0);
  const nano = power >= 0 ? scaled * 10n ** BigInt(power) : divideUp(scaled, 10n ** BigInt(-power));
  return { nano: sign === '-' ? -nano : nano };
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

/** Negative, zero or positive, as for sorting. */
export function compareQuantity(a: Quantity, b: Quantity): number {
  return a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0;
}

/** The amount as a number: cores, bytes. Exact up to 2^53. */
export function quantityToNumber(quantity: Quantity): number {
  return Number(quantity.nano / NANO) + Number(quantity.nano % NANO) / 1e9;
}

/** The shortest plain decimal writing: `1500m` for one and a half, `1073741824` for 1Gi. Reads back to the same amount. */
export function formatQuantity(quantity: Quantity): string {
  const units: readonly (readonly [string, bigint])[] = [
    ['', NANO],
    ['m', 1_000_000n],
    ['u', 1000n],
  ];
  const unit = units.find(([, size]) => quantity.nano % size === 0n);
  return unit ? `${quantity.nano / unit[1]}${unit[0]}` : `${quantity.nano}n`;
}
