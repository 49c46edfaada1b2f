import type { Json } from '../model/json.ts';
import { unknown } from './value.ts';

/** What working out one root module may cost. */
export interface Budget {
  /** Steps left. */
  left: number;
  /** Expressions in each other right now. */
  depth: number;
  readonly maxDepth: number;
  /** Whether something was nested deeper than that. */
  wasTooDeep: boolean;
}

const STEPS = 5_000_000;
const MAX_DEPTH = 600;
/** Values and characters in one value: shared parts count each time, for they would be written each time. */
const MAX_SIZE = 2_000_000;

export function createBudget(): Budget {
  return { left: STEPS, depth: 0, maxDepth: MAX_DEPTH, wasTooDeep: false };
}

/** Takes steps; false where there are none left. */
export function charge(budget: Budget, steps: number): boolean {
  budget.left -= steps;
  return budget.left >= 0;
}

/** Objects and lists in each other: what walks through a value does so by recursion. */
const MAX_NESTING = 300;

interface Measure {
  readonly size: number;
  readonly nesting: number;
}

const measures = new WeakMap<object, Measure>();
const SIMPLE: Measure = { size: 1, nesting: 0 };

function measure(value: Json | undefined): Measure {
  if (typeof value === 'string') return { size: 1 + value.length, nesting: 0 };
  if (typeof value !== 'object' || value === null) return SIMPLE;
  const known = measures.get(value);
  if (known) return known;
  let [size, nesting] = [1, 0];
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    const part = measure(inner);
    size += part.size;
    nesting = Math.max(nesting, part.nesting + 1);
    if (size > MAX_SIZE) break;
  }
  const measured = { size, nesting };
  measures.set(value, measured);
  return measured;
}

/** The value, or an unknown one where it is too large. */
export function sized(budget: Budget, value: Json): Json {
  const { size, nesting } = measure(value);
  const own = typeof value === 'string' ? 1 + (value.length >> 4) : Array.isArray(value) ? value.length : 1;
  return charge(budget, own) && size <= MAX_SIZE && nesting <= MAX_NESTING ? value : unknown('(too large)');
}
