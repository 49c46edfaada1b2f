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
  matching(labels: Labels): readonly T[];
}

export function indexBySelector<T>(items: readonly T[], selectorOf: (item: T) => Json | undefined): SelectorIndex<T> {
  type Filed = { readonly item: T; readonly requirements: readonly Requirement[] };
  const byPair = new Map<string, Filed[]>();
  const others: Filed[] = [];
  for (const item of items) {
    const requirements = requirementsOf(selectorOf(item));
    if (!requirements) continue;
    const filed = { item, requirements };
    const key = demandedPair(requirements);
    if (key === undefined) others.push(filed);
    else push(byPair, key, filed);
  }
  return {
    matching(labels) {
      const filed = Object.entries(labels).flatMap(([key, value]) => byPair.get(pair(key, value)) ?? []);
      const found = [...filed, ...others].filter(({ requirements }) => requirements.every((r) => holds(r, labels)));
      return found.map(({ item }) => item);
    },
  };
}

function narrowest<T>(
  requirements: readonly Requirement[],
  byPair: ReadonlyMap<string, T[]>,
): readonly T[] | undefined {
  let best: readonly T[] | undefined;
  for (const requirement of requirements) {
    const key = demandedPair([requirement]);
    if (key === undefined) continue;
    const list = byPair.get(key) ?? [];
    if (!best || list.length < best.length) best = list;
  }
  return best;
}

/** A `key=value` that whatever fulfils the requirements has. */
function demandedPair(requirements: readonly Requirement[]): string | undefined {
  const one = requirements.find(({ operator, values }) => operator === 'In' && values.length === 1);
  return one && pair(one.key, one.values[0] ?? '');
}

function pair(key: string, value: string): string {
  return `${key}\0${value}`;
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
