import { add, intValue, noOverload } from '../arithmetic.ts';
import { equals, order } from '../compare.ts';
import * as costs from '../cost-rules.ts';
import { literalInt, type EstimatedArgument } from '../cost-rules.ts';
import { generic, overloads, type Library, type Overload } from '../library.ts';
import { UNKNOWN, exactly, type Range } from '../ranges.ts';
import { Fault, typeName, type Value } from '../values.ts';

type Int = number | bigint;

const MAX_ITEMS = 1_000_000;

function slice(list: Value[], start: Int, end: Int): Value[] | Fault {
  const [from, to] = [Number(start), Number(end)];
  if (from < 0 || to < 0) return new Fault(`cannot slice(${from}, ${to}), negative indexes not supported`);
  if (from > to) return new Fault(`cannot slice(${from}, ${to}), start index must be less than or equal to end index`);
  return to > list.length
    ? new Fault(`cannot slice(${from}, ${to}), list is length ${list.length}`)
    : list.slice(from, to);
}

function flatten(list: Value[], depth: Int = 1): Value[] | Fault {
  if (depth < 0) return new Fault('level must be non-negative');
  return list.flat(Math.min(Number(depth), 100));
}

function range(count: Int): number[] | Fault {
  if (count > MAX_ITEMS) return new Fault(`lists.range() makes at most ${MAX_ITEMS} items`);
  return Array.from({ length: Math.max(0, Number(count)) }, (_, i) => i);
}

/** Items that equal an earlier one are left out. Scalars are found by hash, the rest by comparison. */
function distinct(list: Value[]): Value[] {
  const scalars = new Set<unknown>();
  const others: Value[] = [];
  return list.filter((item) => {
    if (typeof item === 'string' || typeof item === 'boolean' || intValue(item) !== undefined) {
      if (scalars.has(item)) return false;
      scalars.add(item);
      return true;
    }
    if (others.some((other) => equals(other, item))) return false;
    others.push(item);
    return true;
  });
}

const SORTABLE: ReadonlySet<string> = new Set([
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
]);

function sort(list: Value): Value[] | Fault {
  return sortBy(list, list);
}

/** `list` in the order of `keys`. */
export function sortBy(list: Value, keys: Value): Value[] | Fault {
  if (!Array.isArray(list) || !Array.isArray(keys)) return noOverload('sort', list, keys);
  return inOrderOf(list as Value[], keys as Value[]);
}

function inOrderOf(list: readonly Value[], keys: readonly Value[]): Value[] | Fault {
  const [first] = keys;
  if (first === undefined) return [];
  const wrong = keys.find((key) => typeName(key) !== typeName(first));
  if (wrong !== undefined) return new Fault('list elements must have the same type');
  if (!SORTABLE.has(typeName(first))) return new Fault(`list elements must be comparable, not ${typeName(first)}`);
  const places = keys.map((_, i) => i).sort((a, b) => (order(keys[a]!, keys[b]!) as number | undefined) ?? 0);
  return places.map((i) => list[i]!);
}

/** The types whose values have an order. */
const NUMBERS_AND_TIMES = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp'];
const TEXTS = ['string', 'bytes'];
const ORDERED = [...NUMBERS_AND_TIMES, ...TEXTS];

/** `sort` and what `sortBy` becomes; each comparison of texts costs more. */
const sorting = (types: readonly string[], factor: number): Overload[] => [
  ...generic(
    sort,
    types.map((type) => `<list<${type}>>.sort(): list<${type}>`),
    costs.comparingItems(0, factor),
  ),
  ...generic(
    sortBy,
    types.map((type) => `<list<A>>.@sortByAssociatedKeys(list<${type}>): list<A>`),
    costs.comparingItems(1, factor),
  ),
];

const sized = (list: EstimatedArgument | undefined): Range => list?.size ?? UNKNOWN;

function sliceSize([list, start, end]: readonly EstimatedArgument[]): Range {
  const from = start ? literalInt(start, 0) : 0;
  return exactly(Math.max(0, (end ? literalInt(end, sized(list).max) : Infinity) - from));
}

/** cel-go, ext/lists.go, version 3 */
export const lists: Library = {
  name: 'lists',
  overloads: [
    ...overloads({ '<list<A>>.slice(int, int): list<A>': slice }, costs.makingList(sliceSize)),
    ...overloads(
      { '<list<A>>.reverse(): list<A>': (list: Value[]) => list.toReversed() },
      costs.makingList(([list]) => sized(list)),
    ),
    ...overloads(
      { 'lists.range(int): list<int>': range },
      costs.makingList(([count]) => exactly(count ? literalInt(count, Infinity) : Infinity)),
    ),
    ...overloads(
      {
        '<list<list<A>>>.flatten(): list<A>': flatten,
        '<list<dyn>>.flatten(int): list<dyn>': flatten,
      },
      costs.flattening,
    ),
    ...overloads({ '<list<A>>.distinct(): list<A>': distinct }, costs.keepingDistinct),
    ...sorting(NUMBERS_AND_TIMES, 2),
    ...sorting(TEXTS, 2.1),
  ],
};

const SUMMABLE: ReadonlySet<string> = new Set(['int', 'uint', 'double', 'google.protobuf.Duration']);

function sum(list: Value): Value {
  if (!Array.isArray(list)) return noOverload('sum', list);
  let total: Value | undefined;
  for (const item of list as Value[]) {
    if (!SUMMABLE.has(typeName(item))) return noOverload('sum', item);
    total = total === undefined ? item : add(total, item);
    if (total instanceof Fault) return total;
  }
  return total ?? 0;
}

function extreme(name: string, sign: 1 | -1) {
  return (list: Value): Value => {
    if (!Array.isArray(list)) return noOverload(name, list);
    let best = list[0] as Value | undefined;
    if (best === undefined) return new Fault(`${name} called on empty list`);
    for (const item of list as Value[]) {
      const found = order(item, best);
      if (found instanceof Fault) return found;
      if (found !== undefined && found * sign > 0) best = item;
    }
    return best;
  };
}

function isSorted(list: Value): Value {
  if (!Array.isArray(list)) return noOverload('isSorted', list);
  for (let i = 1; i < list.length; i++) {
    const found = order(list[i - 1] as Value, list[i] as Value);
    if (found instanceof Fault) return found;
    if (found !== undefined && found > 0) return false;
  }
  return true;
}

/** k8s.io/apiserver, cel/library/lists.go */
export const kubernetesLists: Library = {
  name: 'kubernetes.lists',
  overloads: [
    ...generic(
      sum,
      ['int', 'uint', 'double', 'duration'].map((type) => `<list<${type}>>.sum(): ${type}`),
      costs.walking,
    ),
    ...generic(
      isSorted,
      ORDERED.map((type) => `<list<${type}>>.isSorted(): bool`),
      costs.walking,
    ),
    ...generic(
      extreme('min', -1),
      ORDERED.map((type) => `<list<${type}>>.min(): ${type}`),
      costs.walking,
    ),
    ...generic(
      extreme('max', 1),
      ORDERED.map((type) => `<list<${type}>>.max(): ${type}`),
      costs.walking,
    ),
    ...overloads(
      {
        '<list<A>>.indexOf(A): int': (list: Value[], item: Value) => list.findIndex((other) => equals(other, item)),
        '<list<A>>.lastIndexOf(A): int': (list: Value[], item: Value) =>
          list.findLastIndex((other) => equals(other, item)),
      },
      costs.walking,
    ),
  ],
};
