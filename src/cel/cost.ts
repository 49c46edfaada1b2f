import type { Macro } from './ast.ts';
import type { Cost } from './library.ts';
import { Fault, isMap, sizeOf, type Value } from './values.ts';

/** What one call may cost in Kubernetes (k8s.io/apiserver, cel/config.go). */
export const CALL_LIMIT = 1_000_000;

interface LoopCost {
  readonly start: number;
  readonly each: number;
  /** Of each item that is taken into the result. */
  readonly taken: number;
}

const LIST: LoopCost = { start: 11, each: 1, taken: 12 };

/** What cel-go's folds cost beyond their range, filter and body: accumulator, condition and step. */
export const LOOP_COST: Readonly<Record<Macro, LoopCost>> = {
  all: { start: 1, each: 3, taken: 0 },
  exists: { start: 1, each: 4, taken: 0 },
  existsOne: { start: 2, each: 1, taken: 1 },
  map: LIST,
  filter: LIST,
  transformList: LIST,
  transformMap: { start: 31, each: 1, taken: 1 },
  transformMapEntry: { start: 31, each: 1, taken: 1 },
};

/** A bind is a fold over nothing. */
export const BIND_COST = 10;

export const tooCostly = (limit: number): Fault =>
  new Fault(`the expression costs more than ${limit}: the cost limit is exceeded`);

export function sizeForCost(value: Value | undefined): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return isMap(value) ? sizeOf(value) : 1;
}

/** What a call costs that depends on the sizes of what it reads and gives. */
export function sizedCost(cost: Cost, first: Value | undefined, second: Value | undefined, result: Value): number {
  return Math.max(0, cost(sizeForCost(first), sizeForCost(second), sizeForCost(result)));
}
