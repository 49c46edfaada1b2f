import type { Json } from '../model/json.ts';
import { unknown } from './value.ts';

/** What working out one root module may cost. */
export interface Budget {
  /** Steps left. */
  left: number;
  /** Expressions in each other right now. */
  depth: number;
  readonly maxDepth: number;
}

const STEPS = 5_000_000;
const MAX_DEPTH = 600;
/** Values and characters in one value: shared parts count each time, for they would be written each time. */
const MAX_SIZE = 2_000_000;

export function createBudget(): Budget {
  return { left: STEPS, depth: 0, maxDepth: MAX_DEPTH };
}

/** Takes steps; false where there are none left. */
export function charge(budget: Budget, steps: number): boolean {
  budget.left -= steps;
  return budget.left >= 0;
}

const sizes = new WeakMap<object, number>();

function sizeOf(value: Json | undefined): number {
  if (typeof value === 'string') return 1 + value.length;
  if (typeof value !== 'object' || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 1;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    size += sizeOf(inner);
    if (size > MAX_SIZE) break;
  }
  sizes.set(value, size);
  return size;
}

/** The value, or an unknown one where it is too large. */
export function sized(budget: Budget, value: Json): Json {
  const size = sizeOf(value);
  const own = typeof value === 'string' ? 1 + (value.length >> 4) : Array.isArray(value) ? value.length : 1;
  if (charge(budget, own) && size <= MAX_SIZE) return value;
  return unknown('(too large)');
}
