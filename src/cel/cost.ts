import type { Macro } from './ast.ts';
import type { Ir } from './ir.ts';
import { CelObject, Fault, Optional, isMap, sizeOf, type Value } from './values.ts';

/* What Kubernetes allows (k8s.io/apiserver, apis/cel/config.go), and what cel-go counts while it runs (interpreter/runtimecost.go). */

/** What one expression may cost. */
export const CALL_LIMIT = 1_000_000;
/** What the expressions of one policy and binding may cost together. */
export const POLICY_BUDGET = 10_000_000;
/** What match conditions may cost together. */
export const CONDITIONS_BUDGET = 2_500_000;

/** What a selector, an index or a name costs; names and literals of lists, maps and messages. */
export const LIST_COST = 10;
export const MAP_COST = 30;
export const STRUCT_COST = 40;

interface LoopCost {
  readonly start: number;
  /** Of each item: what asks whether to go on. */
  readonly each: number;
  /** Of each item that is taken into the result. */
  readonly taken: number;
}

const LIST: LoopCost = { start: 1, each: 0, taken: 12 };

/** What cel-go's folds cost beyond their range, filter and body: accumulator, condition and step. */
const LOOP_COST: Readonly<Record<Macro, LoopCost>> = {
  all: { start: 1, each: 3, taken: 0 },
  exists: { start: 1, each: 4, taken: 0 },
  existsOne: { start: 2, each: 0, taken: 2 },
  map: LIST,
  filter: { start: 1, each: 0, taken: 13 },
  transformList: LIST,
  transformMap: { start: 1, each: 0, taken: 3 },
  transformMapEntry: { start: 1, each: 0, taken: 2 },
};

/** What an item costs that `exists_one` counts. */
export const COUNTED = LOOP_COST.existsOne.taken;

/** A constant that is collected needs no list of its own: `[1]` is one. */
export function loopCost({ macro, body }: { readonly macro: Macro; readonly body: Ir }): LoopCost {
  const cost = LOOP_COST[macro];
  return cost === LIST && body.op === 'constant' ? { ...LIST, taken: LIST.taken - LIST_COST } : cost;
}

/** Operations that go on from a variable: cel-go reads such a chain as one attribute, and its start costs 1. */
const STEPS: ReadonlySet<string> = new Set(['_[_]', '_[?_]', 'a.?b']);

function isChain(ir: Ir): boolean {
  if (ir.op === 'call') return STEPS.has(ir.name);
  return ir.op === 'variable' || ir.op === 'local' || ir.op === 'select';
}

/** What a field or an index costs that is asked of this: of what is no variable, it starts a chain. */
export const startCost = (of: Ir): number => (isChain(of) || of.op === 'choose' ? 0 : 1);

/** What an index costs beyond itself: the start of what it is asked of, without that of a key that is a chain. */
export function stepCost({ name, args }: Extract<Ir, { op: 'call' }>): number {
  const [of, key] = args;
  if (!STEPS.has(name) || !of) return 0;
  return startCost(of) + (key ? chainRefund(key) : 0);
}

/** What is given back for a chain that is a key or a branch of a condition: its start is not counted. */
export const chainRefund = (ir: Ir): number => (isChain(ir) ? -1 : 0);

export const tooCostly = (limit: number): Fault =>
  new Fault(`the expression costs more than ${limit}: the cost limit is exceeded`);

/** The size by which costs are counted: of text in bytes of UTF-16, of all that has no size 1. */
export function sizeForCost(value: Value | undefined): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  if (value instanceof Optional) return value.value === undefined ? 1 : sizeForCost(value.value);
  if (value instanceof CelObject) return value.costSize;
  return isMap(value) ? sizeOf(value) : 1;
}
