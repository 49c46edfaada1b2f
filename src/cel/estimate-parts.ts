import { union, type Range } from './ranges.ts';

/** What is known of a part of an expression that has not run. */
export interface Estimate {
  readonly cost: Range;
  /** Where its value comes from; empty where that is computed. */
  readonly path: readonly string[];
  readonly size?: Range | undefined;
  readonly items?: ItemSizes | undefined;
}

/** Sizes of what a list or a map holds. */
export interface ItemSizes {
  readonly isList: boolean;
  readonly key: Range;
  readonly value: Range;
}

export function unionItems(a: ItemSizes | undefined, b: ItemSizes | undefined): ItemSizes | undefined {
  return a && b && { isList: a.isList, key: union(a.key, b.key), value: union(a.value, b.value) };
}
