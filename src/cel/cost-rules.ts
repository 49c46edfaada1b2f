import { sizeForCost } from './cost.ts';
import { UNKNOWN, exactly, mapRange, plus, product, scaled, times, union, type Range } from './ranges.ts';
import type { Ir } from './ir.ts';
import { sameType, type Type } from './types.ts';
import { CelObject, Optional, entriesOf, isMap, type Value } from './values.ts';

/* What calls cost whose work grows with their arguments (cel-go, checker/cost.go; k8s.io/apiserver, cel/library/cost.go). */

/** An argument of a call that has not run. */
export interface EstimatedArgument {
  readonly ir: Ir;
  readonly type: Type;
  readonly size: Range;
  /** Size of the items of a list, of the values of a map. */
  readonly itemSize: Range;
}

export interface CallEstimate {
  readonly cost: Range;
  /** Size of what the call gives, where that is known. */
  readonly size?: Range;
}

export interface CostRule {
  /** What a call costs, by what it gave and took; a receiver is the first argument. */
  actual(result: Value, first: Value, second: Value): number;
  estimate(args: readonly EstimatedArgument[]): CallEstimate;
  /**
   * Whether it holds whichever overload is called, as Kubernetes counts its own functions. What cel-go counts itself costs 1
   * where the types leave open which overload that is.
   */
  readonly byName: boolean;
}

/** Text and bytes: a tenth for each character. */
export const traversal = (size: number): number => Math.ceil(size * 0.1);

type BySizes = (first: number, second: number, result: number) => number;

/** A rule whose estimate is its cost at the least and at the greatest sizes. */
function bySizes(cost: BySizes, byName: boolean, sizeOfResult?: (a: Range, b: Range) => Range): CostRule {
  return {
    byName,
    actual: (result, a, b) => cost(sizeForCost(a), sizeForCost(b), sizeForCost(result)),
    estimate([a = NOTHING, b = NOTHING]) {
      const at = (end: 'min' | 'max') => cost(a.size[end], b.size[end], 1);
      return { cost: { min: at('min'), max: at('max') }, size: sizeOfResult?.(a.size, b.size) };
    },
  };
}

const NOTHING = { size: exactly(1) };

const patternCost = (text: number, pattern: number): number =>
  product(Math.ceil((1 + text) * 0.1), Math.ceil(pattern * 0.25));

export const fixed = (cost: number): CostRule => bySizes(() => cost, true);

/** Equality and order. What differs in kind costs 1 whatever its size. */
export const bySmaller: CostRule = {
  byName: false,
  actual: (_, a, b) => {
    if (typeof b === 'string') return textCost(a, b.length);
    if (typeof a !== 'object' || typeof b !== 'object' || (a instanceof CelObject && !(a instanceof Optional)))
      return 1;
    return traversal(Math.min(sizeForCost(a), sizeForCost(b)));
  },
  estimate([a, b]) {
    const own = a && b && sameType(a.type, b.type) ? OWN_EQUALITY.get(a.type.name) : undefined;
    if (own) return own(b!.size);
    const most = Math.min(a?.size.max ?? Infinity, b?.size.max ?? Infinity);
    return { cost: { min: most > 0 ? 1 : 0, max: traversal(most) } };
  },
};

/** `a.?b` and `a[?b]`: what is not there costs nothing when it runs. */
export const optionalStep: CostRule = {
  byName: true,
  actual: (result) => (result instanceof Optional && result.value !== undefined ? 1 : 0),
  estimate: () => ({ cost: exactly(1) }),
};

/** Values of libraries are compared at once; formats and URLs as texts. */
const OWN_EQUALITY: ReadonlyMap<string, (size: Range) => CallEstimate> = new Map<string, (size: Range) => CallEstimate>(
  [
    ['kubernetes.Quantity', () => ({ cost: exactly(1) })],
    ['kubernetes.Semver', () => ({ cost: exactly(1) })],
    ['net.IP', () => ({ cost: exactly(1) })],
    ['net.CIDR', () => ({ cost: exactly(1) })],
    ['kubernetes.NamedFormat', () => ({ cost: { min: 1, max: traversal(LONGEST_NAME) } })],
    ['kubernetes.URL', (size) => ({ cost: { min: 1, max: size === UNKNOWN ? 1 : traversal(size.max) } })],
  ],
);

/** The longest name of a format. */
const LONGEST_NAME = 64;

/** What it costs to compare with a text of this length. */
export const textCost = (value: Value, length: number): number =>
  typeof value === 'string' ? traversal(Math.min(value.length, length)) : 1;

/** Lists are copied here, not linked: what Kubernetes counts as 1 costs more where they are long. */
const FREE_ITEMS = 1000;

export const joinText: CostRule = bySizes(
  (a, b) => traversal(a + b),
  false,
  (a, b) => plus(a, b),
);

export const joinLists: CostRule = {
  ...bySizes((a, b) => (a + b <= FREE_ITEMS ? 1 : traversal(a + b)), false),
  estimate: ([a = NOTHING, b = NOTHING]) => ({ cost: exactly(1), size: plus(a.size, b.size) }),
};

/** The text costs when it runs, the part that is looked for when it is estimated. */
export const startsOrEnds: CostRule = {
  ...bySizes(traversal, false),
  estimate: ([, part = NOTHING]) => ({ cost: mapRange(part.size, traversal) }),
};

export const containing: CostRule = bySizes((a, b) => product(traversal(a), traversal(b)), false);
export const inList: CostRule = {
  ...bySizes((_, list) => list, false),
  actual: (_, __, container) => (Array.isArray(container) ? container.length : 1),
};
export const matching: CostRule = bySizes(patternCost, false);
export const finding: CostRule = bySizes(patternCost, true, (text) => ({ min: 0, max: text.max }));

export const toBytes: CostRule = bySizes(traversal, false, ({ min, max }) => ({ min, max: max * 4 }));
export const fromBytes: CostRule = bySizes(traversal, false, ({ min, max }) => ({ min: Math.floor(min / 4), max }));
export const quoting: CostRule = bySizes(traversal, false, ({ min, max }) => ({ min: min + 2, max: max * 2 + 2 }));
export const formatting: CostRule = bySizes(traversal, false);

/** Reads its text once: `quantity`, `ip`, `semver`. */
export const reading: CostRule = bySizes(traversal, true);
export const readingTwice: CostRule = bySizes((size) => Math.ceil(size * 0.2), true);
/** Gives a text or a URL as long as the one it took. */
export const rewriting: CostRule = bySizes(traversal, true, (size) => size);

export const splitting: CostRule = {
  ...readingTwice,
  estimate([text = NOTHING, , limit]) {
    const most = limit?.ir.op === 'constant' && typeof limit.ir.value === 'number' ? limit.ir.value : undefined;
    const max = most === undefined ? text.size.max : most < 0 ? Infinity : most;
    return { cost: scaled(text.size, 0.2), size: { min: 0, max } };
  },
};

export const replacing: CostRule = {
  ...readingTwice,
  estimate([text = NOTHING, old = NOTHING, by = NOTHING]) {
    const most = replacedSize(text.size.max, old.size.min, by.size.max, by.size.max <= old.size.min);
    const least = replacedSize(text.size.min, old.size.max, by.size.min, old.size.max <= by.size.min);
    return { cost: scaled(text.size, 0.2), size: { min: least, max: most } };
  },
};

/** Where nothing is replaced, or what is empty is, the text itself is kept. */
function replacedSize(text: number, old: number, by: number, keeps: boolean): number {
  if (old === 0) return product(text + 1, by) + text;
  if (keeps) return text;
  const places = old === Infinity ? Math.sign(text) : Math.ceil(text / old);
  return product(places, by);
}

export const joining: CostRule = {
  byName: true,
  actual: (result) => Math.ceil(sizeForCost(result) * 0.2),
  estimate([list, separator]) {
    if (!list) return { cost: exactly(1) };
    const items = times(list.size, list.itemSize);
    const between = separator
      ? times(
          separator.size,
          mapRange(list.size, (n) => Math.max(0, n - 1)),
        )
      : exactly(0);
    const size = plus(items, between);
    return { cost: scaled(size, 0.1), size };
  },
};

const TEXTS: ReadonlySet<string> = new Set(['string', 'bytes']);

/** Walks over a list with all that it holds: `sum`, `min`, `indexOf`. */
export const walking: CostRule = {
  byName: true,
  actual: (_, list) => treeCost(list),
  estimate([list]) {
    if (!list) return { cost: exactly(1) };
    const [item] = list.type.of;
    if (!item) return { cost: scaled(list.size, 0.1) };
    const each = TEXTS.has(item.name) ? plus(exactly(1), scaled(list.itemSize, 0.1)) : exactly(1);
    return { cost: times(list.size, each) };
  },
};

function treeCost(value: Value): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return Math.floor(value.length * 0.1);
  if (Array.isArray(value)) return (value as Value[]).reduce<number>((sum, item) => sum + treeCost(item), 0);
  if (isMap(value)) return entriesOf(value).reduce((sum, [key, item]) => sum + treeCost(key) + treeCost(item), 0);
  return 1;
}

/** The bytes of an address, or of the length of a prefix. */
const ADDRESS: Range = { min: 4, max: 16 };

function inNetwork(parses: boolean, extra: (size: number) => number): CostRule {
  const cost = (size: number): number => Math.ceil(size * 0.2) + extra(size);
  return {
    byName: false,
    actual: (_, network, other) => cost(sizeForCost(network)) + (parses ? traversal(sizeForCost(other)) : 0),
    estimate: ([, other = NOTHING]) => ({
      cost: plus(mapRange(ADDRESS, cost), parses ? mapRange(other.size, traversal) : exactly(0)),
    }),
  };
}

const masked = (size: number): number => traversal(size) + 1;

export const containingIp = (parses: boolean): CostRule => inNetwork(parses, () => 0);
export const containingCidr = (parses: boolean): CostRule => inNetwork(parses, masked);

/** The longest pattern of a named format. */
const LONGEST_FORMAT = 128;

/** Validates by a pattern as long as the receiver's `costSize` says. */
export const validating: CostRule = {
  byName: true,
  actual: (_, format, text) => patternCost(sizeForCost(text), sizeForCost(format)),
  estimate: ([, text = NOTHING]) => ({ cost: scaled(scaled(text.size, 0.1), LONGEST_FORMAT * 0.25) }),
};

/** A list of requirements, at least two characters each. */
const selectorCost = (size: number): number => 10 + traversal(size) + Math.ceil(size * 0.5) * 50;

export const selecting: CostRule = {
  byName: true,
  actual: (_, __, selector) => selectorCost(sizeForCost(selector)),
  estimate: ([, selector = NOTHING]) => ({ cost: mapRange(selector.size, selectorCost) }),
};

export const comparingSets = (factor: number): CostRule => bySizes((a, b) => 1 + product(a, b) * factor, false);

const LIST_CALL = 11;
const listCall = (size: Range, factor: number): CallEstimate => ({
  cost: plus(scaled(size, factor), exactly(LIST_CALL)),
  size,
});

/** Makes a list: `slice`, `reverse`, `lists.range`. */
export const makingList = (sizeOf: (args: readonly EstimatedArgument[]) => Range): CostRule => ({
  byName: false,
  actual: (result) => sizeForCost(result) + LIST_CALL,
  estimate: (args) => listCall(sizeOf(args), 1),
});

export const flattening: CostRule = {
  byName: false,
  actual: (_, list, depth) => Math.floor(product(sizeForCost(list), depthOf(depth))) + LIST_CALL,
  estimate: ([list = NOTHING, depth]) => listCall(list.size, depth ? literalInt(depth, Infinity) : 1),
};

const depthOf = (depth: Value | undefined): number => (typeof depth === 'number' ? depth : 1);

/** Compares each item with each: `sort`, `distinct`. */
export function comparingItems(which: 0 | 1, factor: number): CostRule {
  return {
    byName: false,
    actual: (_, list, keys) => selfCompare(which === 0 ? list : keys),
    estimate(args) {
      const list = args[which];
      if (!list) return { cost: exactly(1) };
      const { cost, size } = listCall(times(list.size, list.size), factor);
      return { cost, size };
    },
  };
}

/** `distinct` is estimated without a look at the type. */
export const keepingDistinct: CostRule = {
  ...comparingItems(0, 2),
  estimate: ([list = NOTHING]) => listCall(times(list.size, list.size), 2),
};

function selfCompare(list: Value | undefined): number {
  if (!Array.isArray(list)) return 1;
  const factor = typeof list[0] === 'string' || list[0] instanceof Uint8Array ? 2.1 : 2;
  return Math.floor(list.length * list.length * factor) + LIST_CALL;
}

/** The number that is written out. */
export function literalInt(argument: EstimatedArgument, otherwise: number): number {
  const { ir } = argument;
  return ir.op === 'constant' && typeof ir.value === 'number' ? Math.max(0, ir.value) : otherwise;
}

/** Where the types leave open which overload is called, cel-go counts 1; here, what is large costs what it costs. */
const FREE_COST = 100;

const guardedRules = new Map<CostRule, CostRule>();

export function guarded(rule: CostRule): CostRule {
  let found = guardedRules.get(rule);
  if (!found) {
    const actual: CostRule['actual'] = (result, first, second) => {
      const cost = rule.actual(result, first, second);
      return cost <= FREE_COST ? 1 : cost;
    };
    guardedRules.set(rule, (found = { ...rule, actual }));
  }
  return found;
}

/** What holds the estimates of all overloads that may be called. */
export function anyOf(estimates: readonly CallEstimate[]): CallEstimate {
  const cost = estimates.map((estimate) => estimate.cost).reduce(union);
  const sizes = estimates.flatMap(({ size }) => (size ? [size] : []));
  return { cost, ...(sizes.length > 0 && { size: sizes.reduce(union) }) };
}
