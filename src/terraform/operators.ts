import type { Json } from '../model/json.ts';
import { equalJson } from '../std/value.ts';
import { booleanOf, hasUnknown, numberOf } from './value.ts';

/** The result of `-x` or `!x`; undefined where it is not known. */
export function applyUnary(operator: string, value: Json): Json | undefined {
  if (operator === '!') {
    const flag = booleanOf(value);
    return flag === undefined ? undefined : !flag;
  }
  const number = numberOf(value);
  return number === undefined ? undefined : -number;
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** The result of an operator; undefined where it is not known. */
export function applyBinary(operator: string, left: Json, right: () => Json): Json | undefined {
  if (operator === '&&' || operator === '||') return logic(left, right(), operator === '||');
  if (operator === '==' || operator === '!=') return equality(left, right(), operator === '==');
  const [a, b] = [numberOf(left), numberOf(right())];
  if (a === undefined || b === undefined) return undefined;
  const result = ARITHMETIC[operator]?.(a, b);
  return typeof result === 'number' && !Number.isFinite(result) ? undefined : result;
}

/** One side alone may decide. */
function logic(left: Json, right: Json, decisive: boolean): Json | undefined {
  const [a, b] = [booleanOf(left), booleanOf(right)];
  if (a === decisive || b === decisive) return decisive;
  return a === undefined || b === undefined ? undefined : !decisive;
}

/** What is set is not null, whatever its parts are. */
function equality(left: Json, right: Json, wanted: boolean): Json | undefined {
  if (left === null || right === null) {
    const other = left === null ? right : left;
    if (isPartlyKnown(other)) return !wanted;
  }
  if (hasUnknown(left) || hasUnknown(right)) return undefined;
  return equalJson(left, right) === wanted;
}

function isPartlyKnown(value: Json): boolean {
  return value !== null && (Array.isArray(value) || !hasUnknown(value));
}
