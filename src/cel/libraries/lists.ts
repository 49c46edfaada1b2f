import { add, intValue } from '../arithmetic.ts';
import { equals, order } from '../compare.ts';
import { generic, overloads, type Cost, type Library } from '../library.ts';
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

function sort(list: Value[]): Value[] | Fault {
  return sortBy(list, list);
}

/** `list` in the order of `keys`. */
export function sortBy(list: readonly Value[], keys: readonly Value[]): Value[] | Fault {
  const [first] = keys;
  if (first === undefined) return [];
  const wrong = keys.find((key) => typeName(key) !== typeName(first));
  if (wrong !== undefined) return new Fault('list elements must have the same type');
  if (!SORTABLE.has(typeName(first))) return new Fault(`list elements must be comparable, not ${typeName(first)}`);
  const places = keys.map((_, i) => i).sort((a, b) => (order(keys[a]!, keys[b]!) as number | undefined) ?? 0);
  return places.map((i) => list[i]!);
}

const byLength: Cost = (a) => a - 1;
const bySquare: Cost = (a) => a * a - 1;

/** cel-go, ext/lists.go, versions 0 to 3 */
export const lists: Library = {
  name: 'lists',
  overloads: [
    ...overloads(
      {
        '<list<A>>.slice(int, int): list<A>': slice,
        '<list<dyn>>.flatten(): list<dyn>': flatten,
        '<list<dyn>>.flatten(int): list<dyn>': flatten,
        '<list<A>>.reverse(): list<A>': (list: Value[]) => list.toReversed(),
        'lists.range(int): list<int>': range,
        '<list<A>>.sort(): list<A>': sort,
        'lists.@sortBy(list<A>, list<B>): list<A>': sortBy,
      },
      byLength,
    ),
    ...overloads({ '<list<A>>.distinct(): list<A>': distinct }, bySquare),
  ],
};

function sum(list: Value[]): Value {
  let total: Value | undefined;
  for (const item of list) {
    total = total === undefined ? item : add(total, item);
    if (total instanceof Fault) return total;
  }
  return total ?? 0;
}

function extreme(name: string, sign: 1 | -1) {
  return (list: Value[]): Value => {
    let best = list[0];
    if (best === undefined) return new Fault(`${name} called on empty list`);
    for (const item of list) {
      const found = order(item, best);
      if (found instanceof Fault) return found;
      if (found !== undefined && found * sign > 0) best = item;
    }
    return best;
  };
}

function isSorted(list: Value[]): boolean | Fault {
  for (let i = 1; i < list.length; i++) {
    const found = order(list[i - 1]!, list[i]!);
    if (found instanceof Fault) return found;
    if (found !== undefined && found > 0) return false;
  }
  return true;
}

const place = (list: Value[], item: Value, found: number): number =>
  list.length === 0 || item === undefined ? -1 : found;

/** k8s.io/apiserver, cel/library/lists.go */
export const kubernetesLists: Library = {
  name: 'kubernetes.lists',
  overloads: [
    ...generic(
      sum,
      ['int', 'uint', 'double', 'duration'].map((type) => `<list<${type}>>.sum(): ${type}`),
      byLength,
    ),
    ...overloads(
      {
        '<list<A>>.isSorted(): bool': isSorted,
        '<list<A>>.min(): A': extreme('min', -1),
        '<list<A>>.max(): A': extreme('max', 1),
        '<list<A>>.indexOf(A): int': (list: Value[], item: Value) =>
          place(
            list,
            item,
            list.findIndex((other) => equals(other, item)),
          ),
        '<list<A>>.lastIndexOf(A): int': (list: Value[], item: Value) =>
          place(
            list,
            item,
            list.findLastIndex((other) => equals(other, item)),
          ),
      },
      byLength,
    ),
  ],
};
