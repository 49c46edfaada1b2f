import type { Macro } from './ast.ts';
import type { Estimator } from './estimate.ts';
import { unionItems, type Estimate, type ItemSizes } from './estimate-parts.ts';
import type { LoopIr } from './ir.ts';
import { UNKNOWN, exactly, plus, times, union, type Range } from './ranges.ts';

/** What a macro is made of, as cel-go opens it. */
interface Shape {
  /** Makes the first result. */
  readonly start: number;
  /** Asks before each item whether to go on. */
  readonly condition: number;
  /** Reads the result at the end. */
  readonly end: number;
  /** Takes an item, given what the body costs. */
  step(body: Range): Range;
  /** What it gives: one value, a list, or a map. */
  readonly makes: 'value' | 'list' | 'map';
}

/** The result so far, a list of the body, and their sum. */
const COLLECT = 12;

const list = (start: number): Shape => ({
  start,
  condition: 0,
  end: 1,
  step: (body) => plus(exactly(COLLECT), body),
  makes: 'list',
});

const map = (own: number): Shape => ({
  start: 30,
  condition: 0,
  end: 1,
  step: (body) => plus(exactly(own), body),
  makes: 'map',
});

/** The result so far may decide; otherwise the body does. */
const quantifier = (condition: number): Shape => ({
  start: 0,
  condition,
  end: 1,
  step: (body) => ({ min: 1, max: 1 + body.max }),
  makes: 'value',
});

const SHAPES: Readonly<Record<Macro, Shape>> = {
  all: quantifier(2),
  exists: quantifier(3),
  existsOne: {
    start: 0,
    condition: 0,
    end: 2,
    step: (body) => plus(body, { min: 1, max: 2 }),
    makes: 'value',
  },
  map: list(10),
  filter: list(10),
  transformList: list(10),
  transformMap: map(3),
  transformMapEntry: map(2),
};

export function estimateLoop(estimator: Estimator, ir: LoopIr): Estimate {
  const range = estimator.visit(ir.range);
  const shape = SHAPES[ir.macro];
  bindItems(estimator, ir, range);
  const filter = ir.filter && estimator.visit(ir.filter);
  const isFilter = ir.macro === 'filter';
  const item = isFilter ? estimator.locals.get(ir.slots[0]!) : undefined;
  const body = isFilter ? { cost: exactly(1), size: item?.size } : estimator.visit(ir.body);
  const step = shape.step(body.cost);
  // what is not taken leaves the result as it is
  const taken = filter ? plus(filter.cost, union(step, exactly(1))) : step;
  const count = range.size ?? UNKNOWN;
  const loops = times(count, plus(taken, exactly(shape.condition)));
  return {
    cost: plus(range.cost, exactly(shape.start + shape.end), loops),
    path: [],
    size: shape.makes === 'value' ? exactly(1) : count,
    items: shape.makes === 'list' ? collected(body.size) : undefined,
  };
}

/** Items of the list so far, which begins empty, and of what is added. */
function collected(size: Range | undefined): ItemSizes | undefined {
  const empty: ItemSizes = { isList: true, key: exactly(1), value: exactly(0) };
  return unionItems(empty, { isList: true, key: exactly(1), value: size ?? UNKNOWN });
}

/** The variables are what the range holds. */
function bindItems(estimator: Estimator, { range: ir, slots }: LoopIr, range: Estimate): void {
  const { name } = estimator.typeOf(ir);
  const isList = range.items?.isList ?? name === 'list';
  const [keys, values] = isList ? ['@indices', '@items'] : ['@keys', '@values'];
  const local = (step: string, size: Range | undefined): Estimate => ({
    cost: exactly(1),
    path: range.path.length > 0 ? [...range.path, step] : [],
    size,
  });
  const key = local(keys, range.items?.key);
  const value = local(values, range.items?.value);
  if (slots.length === 1) estimator.locals.set(slots[0]!, isList ? value : key);
  else {
    estimator.locals.set(slots[0]!, key);
    estimator.locals.set(slots[1]!, value);
  }
}
