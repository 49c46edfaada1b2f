import { has, hasValue, index, itemsOf, keysOf, select } from './access.ts';
import { notBool } from './bool.ts';
import { COUNTED, chainRefund, loopCost, startCost, stepCost, tooCostly } from './cost.ts';
import type { ElseIr, Ir, LoopIr } from './ir.ts';
import {
  addEntries,
  addTransformed,
  heldBy,
  isMissing,
  noValue,
  type Backend,
  type Meter,
  type Variables,
} from './runtime.ts';
import { CelMap, Fault, placed, type Value } from './values.ts';

interface Frame {
  readonly variables: Variables;
  readonly slots: Value[];
  /** What the values in the slots have cost. */
  readonly costs: number[];
  readonly meter: Meter;
}

type Closure = (frame: Frame) => Value;

/** Ends a run whatever absorbs errors on the way. */
class Exhausted {
  readonly fault: Fault;

  constructor(fault: Fault) {
    this.fault = fault;
  }
}

export interface CompileOptions {
  readonly nullsAreMissing: boolean;
  /** Variables that hold what JSON says, or no value. */
  readonly json: ReadonlySet<string>;
}

/** Compiles to a tree of closures: for where JavaScript may not be generated. */
export function compileClosures(ir: Ir, options: CompileOptions): Backend {
  const closure = compile(ir, options);
  return (variables, meter) => {
    try {
      return closure({ variables, meter, slots: [], costs: [] });
    } catch (error) {
      if (error instanceof Exhausted) return error.fault;
      throw error;
    }
  };
}

function spend(meter: Meter, cost: number, at: number): void {
  meter.cost += cost;
  if (meter.cost > meter.limit) throw new Exhausted(placed(tooCostly(meter.limit), at));
}

function compile(ir: Ir, options: CompileOptions): Closure {
  switch (ir.op) {
    case 'constant':
      return () => ir.value;
    case 'variable':
      return ({ variables, meter }) => {
        spend(meter, 1, ir.at);
        return (
          (variables[ir.name] as Value | undefined) ?? (variables[ir.name] === null ? null : noValue(ir.name, ir.at))
        );
      };
    case 'local':
      return ({ slots, meter, costs }) => {
        spend(meter, ir.cost === 'one' ? 1 : ir.cost === 'again' ? costs[ir.slot]! : 0, ir.at);
        return slots[ir.slot]!;
      };
    case 'fault':
      return () => placed(new Fault(ir.message), ir.at);
    case 'bind':
      return compileBind(ir, options);
    case 'logic':
      return compileLogic(ir, options);
    case 'choose':
      return compileChoose(ir, options);
    case 'loop':
      return compileLoop(ir, options);
    case 'else':
      return compileElse(ir, options);
    default:
      return compileStrict(ir, options);
  }
}

type Of<O extends Ir['op']> = Extract<Ir, { op: O }>;

function compileStrict(ir: Of<'select' | 'has' | 'call'>, options: CompileOptions): Closure {
  if (ir.op === 'call') return compileCall(ir, options);
  const of = compile(ir.of, options);
  const hasField = options.nullsAreMissing ? hasValue : has;
  const read = ir.op === 'select' ? select : hasField;
  const cost = startCost(ir.of) + (ir.op === 'select' ? 1 : 0);
  return (frame) => {
    const value = of(frame);
    if (value instanceof Fault) return value;
    spend(frame.meter, cost, ir.at);
    const result = read(value, ir.field);
    return result instanceof Fault ? placed(result, ir.at) : result;
  };
}

function compileCall(ir: Of<'call'>, options: CompileOptions): Closure {
  const { run, args, rule, at } = ir;
  const closures = args.map((arg) => compile(arg, options));
  const cost = (rule ? 0 : ir.cost) + stepCost(ir);
  return (frame) => {
    const values: Value[] = [];
    for (const closure of closures) {
      const value = closure(frame);
      if (value instanceof Fault) return value;
      values.push(value);
    }
    spend(frame.meter, cost, at);
    const result = run(...values);
    if (rule) spend(frame.meter, rule.actual(result, values[0]!, values[1]!), at);
    return result instanceof Fault ? placed(result, at) : result;
  };
}

function compileBind({ slot, value, body }: Of<'bind'>, options: CompileOptions): Closure {
  const [first, then] = [compile(value, options), compile(body, options)];
  return (frame) => {
    const before = frame.meter.cost;
    frame.slots[slot] = first(frame);
    frame.costs[slot] = frame.meter.cost - before;
    return then(frame);
  };
}

function compileLogic({ all, items, at }: Of<'logic'>, options: CompileOptions): Closure {
  const closures = items.map((item) => compile(item, options));
  return (frame) => {
    let fault: Fault | undefined;
    for (const closure of closures) {
      const value = closure(frame);
      if (value === !all) return value;
      if (value !== all) fault ??= notBool(value, at);
    }
    return fault ?? all;
  };
}

function compileChoose({ test, yes, no, at }: Of<'choose'>, options: CompileOptions): Closure {
  const [yesCost, noCost] = [chainRefund(yes), chainRefund(no)];
  const [condition, then, otherwise] = [compile(test, options), compile(yes, options), compile(no, options)];
  return (frame) => {
    const value = condition(frame);
    if (typeof value !== 'boolean') return notBool(value, at);
    spend(frame.meter, value ? yesCost : noCost, at);
    return value ? then(frame) : otherwise(frame);
  };
}

function compileElse({ of, other, unwraps }: ElseIr, options: CompileOptions): Closure {
  const [first, second] = [compile(of, options), compile(other, options)];
  return (frame) => {
    const value = first(frame);
    if (value instanceof Fault) return value;
    return isMissing(value) ? second(frame) : unwraps ? heldBy(value) : value;
  };
}

/** Folds the items: `take` gives what ends the walk early. */
type Taker = (frame: Frame, key: Value, item: Value) => Value | undefined;

interface Fold {
  take: Taker;
  end(): Value;
}

function compileLoop(ir: LoopIr, options: CompileOptions): Closure {
  const range = compile(ir.range, options);
  const filter = ir.filter && compile(ir.filter, options);
  const body = compile(ir.body, options);
  const { slots, at } = ir;
  const cost = loopCost(ir);
  return (frame) => {
    const over = range(frame);
    const keys = slots.length === 2 ? keysOf(over) : itemsOf(over);
    if (keys instanceof Fault) return placed(keys, at);
    spend(frame.meter, cost.start, at);
    const fold = FOLDS[ir.macro](body, at);
    for (const [i, key] of keys.entries()) {
      spend(frame.meter, cost.each, at);
      frame.slots[slots[0]!] = key;
      if (slots.length === 2) frame.slots[slots[1]!] = index(over, key);
      if (filter) {
        const isTaken = filter(frame);
        if (isTaken === false) continue;
        if (isTaken !== true) return notBool(isTaken, at);
      }
      if (ir.macro !== 'existsOne') spend(frame.meter, cost.taken, at);
      const early = fold.take(frame, key, key);
      if (early === undefined) continue;
      // cel-go asks once more whether to go on
      if (typeof early === 'boolean' && i + 1 < keys.length) spend(frame.meter, cost.each - 1, at);
      return early;
    }
    return fold.end();
  };
}

const FOLDS: Readonly<Record<LoopIr['macro'], (body: Closure, at: number) => Fold>> = {
  all: (body, at) => quantifier(body, at, true),
  exists: (body, at) => quantifier(body, at, false),
  existsOne: (body, at) => {
    let count = 0;
    return {
      take: (frame) => {
        const value = body(frame);
        if (typeof value !== 'boolean') return notBool(value, at);
        if (value) {
          count++;
          spend(frame.meter, COUNTED, at);
        }
        return undefined;
      },
      end: () => count === 1,
    };
  },
  map: collecting,
  transformList: collecting,
  filter: () => {
    const items: Value[] = [];
    return { take: (_, item) => void items.push(item), end: () => items };
  },
  transformMap: (body, at) => mapping(body, at, addTransformed),
  transformMapEntry: (body, at) => mapping(body, at, (map, _, value) => addEntries(map, value)),
};

function quantifier(body: Closure, at: number, all: boolean): Fold {
  let fault: Fault | undefined;
  return {
    take: (frame) => {
      const value = body(frame);
      if (value === !all) return value;
      if (value !== all) fault ??= notBool(value, at);
      return undefined;
    },
    end: () => fault ?? all,
  };
}

function collecting(body: Closure): Fold {
  const items: Value[] = [];
  return {
    take: (frame) => {
      const value = body(frame);
      if (value instanceof Fault) return value;
      items.push(value);
      return undefined;
    },
    end: () => items,
  };
}

function mapping(body: Closure, at: number, add: (map: CelMap, key: Value, value: Value) => Fault | undefined): Fold {
  const map = new CelMap();
  return {
    take: (frame, key) => {
      const value = body(frame);
      if (value instanceof Fault) return value;
      const fault = add(map, key, value);
      return fault && placed(fault, at);
    },
    end: () => map,
  };
}
