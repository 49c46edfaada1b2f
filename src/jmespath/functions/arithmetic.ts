import type { Json } from '../../model/json.ts';
import { FunctionFailure } from '../error.ts';
import { define, type JmespathFunction } from '../function.ts';
import { clamp, formatDuration, fromSeconds, parseDuration, toSeconds, wrap } from '../go/duration.ts';
import {
  addQuantity,
  approximate,
  divideQuantity,
  formatQuantity,
  multiplyQuantity,
  negate,
  parseQuantity,
  type Quantity,
} from '../go/quantity.ts';

/** A text is a quantity before it is a duration: `5m` is five thousandths, `5s` is five seconds. */
type Operand =
  | { readonly unit: 'number'; readonly value: number }
  | { readonly unit: 'quantity'; readonly value: Quantity }
  | { readonly unit: 'duration'; readonly value: bigint };

function operand(value: Json): Operand {
  if (typeof value === 'number') return { unit: 'number', value };
  const quantity = typeof value === 'string' ? parseQuantity(value) : undefined;
  if (quantity) return { unit: 'quantity', value: quantity };
  const duration = typeof value === 'string' ? parseDuration(value) : undefined;
  if (duration !== undefined) return { unit: 'duration', value: duration };
  throw new FunctionFailure('invalid operand');
}

function mismatch(): FunctionFailure {
  return new FunctionFailure('Types mismatch');
}

function notZero(isZero: boolean): void {
  if (isZero) throw new FunctionFailure('Zero divisor passed');
}

/** A number as JSON can say it. */
function finite(value: number): number {
  if (!Number.isFinite(value)) throw new FunctionFailure('the result is no finite number');
  return value;
}

function add(left: Json, right: Json): Json {
  const [a, b] = [operand(left), operand(right)];
  if (a.unit === 'number' && b.unit === 'number') return finite(a.value + b.value);
  if (a.unit === 'quantity' && b.unit === 'quantity') return formatQuantity(addQuantity(a.value, b.value));
  if (a.unit === 'duration' && b.unit === 'duration') return formatDuration(wrap(a.value + b.value));
  throw mismatch();
}

function subtract(left: Json, right: Json): Json {
  const [a, b] = [operand(left), operand(right)];
  if (a.unit === 'number' && b.unit === 'number') return finite(a.value - b.value);
  if (a.unit === 'quantity' && b.unit === 'quantity') return formatQuantity(addQuantity(a.value, negate(b.value)));
  if (a.unit === 'duration' && b.unit === 'duration') return formatDuration(wrap(a.value - b.value));
  throw mismatch();
}

function multiply(left: Json, right: Json): Json {
  let [a, b] = [operand(left), operand(right)];
  if (a.unit === 'number') [a, b] = [b, a];
  if (b.unit !== 'number') throw mismatch();
  if (a.unit === 'number') return finite(a.value * b.value);
  if (a.unit === 'quantity') return formatQuantity(multiplyQuantity(a.value, ofNumber(b.value)));
  return formatDuration(fromSeconds(toSeconds(a.value) * b.value));
}

function ofNumber(value: number): Quantity {
  const quantity = parseQuantity(String(value));
  if (!quantity) throw new FunctionFailure('invalid operand');
  return quantity;
}

function divide(left: Json, right: Json): Json {
  const [a, b] = [operand(left), operand(right)];
  if (b.unit === 'number' && a.unit !== 'number') return divideBy(a, b.value);
  if (a.unit === 'number' && b.unit === 'number') {
    notZero(b.value === 0);
    return finite(a.value / b.value);
  }
  if (a.unit === 'quantity' && b.unit === 'quantity') {
    notZero(b.value.digits === 0n);
    return finite(approximate(a.value) / approximate(b.value));
  }
  if (a.unit !== 'duration' || b.unit !== 'duration') throw mismatch();
  notZero(b.value === 0n);
  return finite(toSeconds(a.value) / toSeconds(b.value));
}

function divideBy(a: Exclude<Operand, { unit: 'number' }>, by: number): Json {
  notZero(by === 0);
  if (a.unit === 'duration') return formatDuration(fromSeconds(toSeconds(a.value) / by));
  return formatQuantity(divideQuantity(a.value, ofNumber(by)));
}

function modulo(left: Json, right: Json): Json {
  const [a, b] = [operand(left), operand(right)];
  if (a.unit === 'number' && b.unit === 'number') return Number(remainder(a.value, b.value));
  if (a.unit === 'quantity' && b.unit === 'quantity') {
    const digits = remainder(approximate(a.value), approximate(b.value));
    return formatQuantity({ digits, scale: 0, format: a.value.format });
  }
  if (a.unit !== 'duration' || b.unit !== 'duration') throw mismatch();
  notZero(b.value === 0n);
  return formatDuration(clamp(a.value % b.value));
}

function remainder(a: number, b: number): bigint {
  if (!isInteger(a) || !isInteger(b)) throw new FunctionFailure('Non-integer argument(s) passed for modulo');
  notZero(b === 0);
  return BigInt(a) % BigInt(b);
}

function isInteger(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63;
}

function sum(list: readonly Json[]): Json {
  const [first, ...rest] = list;
  if (first === undefined) throw new FunctionFailure('at least one element in the array is required');
  return rest.reduce((total, item) => add(total, item), first);
}

function round(value: number, digits: number): Json {
  if (!isInteger(digits)) throw new FunctionFailure('Non-integer argument(s) passed for round off');
  if (digits < 0) throw new FunctionFailure('the number of digits must not be negative');
  const shift = 10 ** digits;
  const shifted = Math.abs(value * shift);
  // Halves go away from zero, on both sides of it.
  const whole = Math.trunc(shifted) + (shifted - Math.trunc(shifted) >= 0.5 ? 1 : 0);
  return finite((Math.sign(value) * whole) / shift);
}

export const ARITHMETIC: readonly [string, JmespathFunction][] = [
  ['add', define(['any', 'any'], ([a, b]) => add(a, b))],
  ['divide', define(['any', 'any'], ([a, b]) => divide(a, b))],
  ['modulo', define(['any', 'any'], ([a, b]) => modulo(a, b))],
  ['multiply', define(['any', 'any'], ([a, b]) => multiply(a, b))],
  ['round', define(['number', 'number'], ([value, digits]) => round(value, digits))],
  ['subtract', define(['any', 'any'], ([a, b]) => subtract(a, b))],
  ['sum', define(['array'], ([list], run) => (run.spend(list.length), sum(list)))],
];
