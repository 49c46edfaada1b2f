import type { Json } from '../model/json.ts';
import { type Labels, type Requirement, holds, requirementsOf } from './selector.ts';

/*
 * Two indexes that join selectors with labels without comparing every selector with every object: each selector is
 * filed under, or looked up by, one `key=value` that it demands; only what shares that pair is compared in full.
 */

/** Things that have labels, found by selector. */
export interface LabelIndex<T> {
  readonly all: readonly T[];
  /** Things that a `LabelSelector` selects (absent: none, empty: all). */
  select(selector: Json | undefined): readonly T[];
}

export function indexByLabels<T>(items: readonly T[], labelsOf: (item: T) => Labels): LabelIndex<T> {
  const byPair = new Map<string, T[]>();
  for (const item of items) {
    for (const [key, value] of Object.entries(labelsOf(item))) push(byPair, pair(key, value), item);
  }
  return {
    all: items,
    select(selector) {
      const requirements = requirementsOf(selector);
      if (!requirements) return [];
      const candidates = narrowest(requirements, byPair) ?? items;
      return candidates.filter((item) => requirements.every((requirement) => holds(requirement, labelsOf(item))));
    },
  };
}

/** Things that have a `LabelSelector`, found by the labels of an object. */
export interface SelectorIndex<T> {
  /** How many they are. */
  readonly size: number;
  matching(labels: Labels): readonly T[];
}

export function indexBySelector<T>(items: readonly T[], selectorOf: (item: T) => Json | undefined): SelectorIndex<T> {
  const filed = items.flatMap((item): Filed<T>[] => {
    const requirements = requirementsOf(selectorOf(item));
    return requirements ? [{ item, requirements }] : [];
  });
  const { byPair, others } = fileByRarestPair(filed);
  return {
    size: items.length,
    matching(labels) {
      const found: T[] = [];
      const compare = ({ item, requirements }: Filed<T>) => {
        if (requirements.every((r) => holds(r, labels))) found.push(item);
      };
      for (const key in labels) byPair.get(pair(key, labels[key] ?? ''))?.forEach(compare);
      others.forEach(compare);
      return found;
    },
  };
}

/** Things that demand labels, found by what is known of the labels of an object. */
export interface DemandIndex<T> {
  /** All whose demands these requirements may imply, in the order of the items; the caller compares in full. */
  near(known: readonly Requirement[]): readonly T[];
}

export function indexByDemands<T>(items: readonly T[], demandsOf: (item: T) => readonly Requirement[]): DemandIndex<T> {
  const { byPair, others } = fileByRarestPair(items.map((item) => ({ item, requirements: demandsOf(item) })));
  const orders = new Map(items.map((item, order) => [item, order]));
  return {
    near(known) {
      const found = new Set<T>();
      for (const key of demandedPairs(known)) byPair.get(key)?.forEach(({ item }) => found.add(item));
      for (const { item } of others) found.add(item);
      return [...found].sort((a, b) => orders.get(a)! - orders.get(b)!);
    },
  };
}

interface Filed<T> {
  readonly item: T;
  readonly requirements: readonly Requirement[];
}

/** Labels that everything shares (`part-of: shop`) are no help: each selector goes under its least common pair. */
function fileByRarestPair<T>(filed: readonly Filed<T>[]): { byPair: Map<string, Filed<T>[]>; others: Filed<T>[] } {
  const counts = new Map<string, number>();
  for (const { requirements } of filed) {
    for (const key of demandedPairs(requirements)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const byPair = new Map<string, Filed<T>[]>();
  const others: Filed<T>[] = [];
  for (const entry of filed) {
    const [first, ...rest] = demandedPairs(entry.requirements);
    if (first === undefined) others.push(entry);
    else
      push(
        byPair,
        rest.reduce((best, key) => (rarer(counts, key, best) ? key : best), first),
        entry,
      );
  }
  return { byPair, others };
}

function rarer(counts: ReadonlyMap<string, number>, a: string, b: string): boolean {
  return (counts.get(a) ?? 0) < (counts.get(b) ?? 0);
}

function narrowest<T>(
  requirements: readonly Requirement[],
  byPair: ReadonlyMap<string, T[]>,
): readonly T[] | undefined {
  let best: readonly T[] | undefined;
  for (const { key, operator, values } of requirements) {
    if (operator !== 'In' || values.length !== 1) continue;
    const list = byPair.get(pair(key, values[0] ?? '')) ?? [];
    if (!best || list.length < best.length) best = list;
  }
  return best;
}

/** The `key=value` pairs that whatever fulfils the requirements has. */
function demandedPairs(requirements: readonly Requirement[]): string[] {
  return requirements
    .filter(({ operator, values }) => operator === 'In' && values.length === 1)
    .map(({ key, values }) => pair(key, values[0] ?? ''));
}

function pair(key: string, value: string): string {
  return `${key}\0${value}`;
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
