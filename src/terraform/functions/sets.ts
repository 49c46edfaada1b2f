import type { Json } from '../../model/json.ts';
import { put } from '../object.ts';
import { distinct } from './conversions.ts';
import { type Functions, listOf, mapOf, textsOf } from './types.ts';

const MOST_PAIRS = 20_000;

/** A function of lists, for arguments that are all lists. */
function ofLists(work: (lists: (readonly Json[])[]) => Json | undefined): Functions[string] {
  return (args) => {
    const lists = args.map(listOf);
    return lists.every((list) => list !== undefined) ? work(lists) : undefined;
  };
}

function keysOf(list: readonly Json[]): ReadonlySet<string> {
  return new Set(list.map((item) => JSON.stringify(item)));
}

function within(list: readonly Json[], others: readonly Json[], wanted: boolean): Json[] {
  const known = keysOf(others);
  return list.filter((item) => known.has(JSON.stringify(item)) === wanted);
}

export const SETS: Functions = {
  sort: ([list]) => textsOf(list)?.toSorted(),
  setunion: ofLists((lists) => distinct(lists.flat())),
  setintersection: ofLists(([first = [], ...others]) =>
    distinct(others.reduce((kept, other) => within(kept, other, true), first)),
  ),
  setsubtract: ofLists(([a = [], b = []]) => distinct(within(a, b, false))),
  setproduct: ofLists((lists) => {
    if (lists.reduce((count, list) => count * list.length, 1) > MOST_PAIRS) return undefined;
    return lists.reduce<Json[][]>((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);
  }),
  transpose: ([map]) => {
    const made: Record<string, Json> = {};
    for (const [key, values] of Object.entries(mapOf(map) ?? {}))
      for (const value of textsOf(values) ?? []) {
        const before = Object.hasOwn(made, value) ? (made[value] as Json[]) : [];
        put(made, value, [...before, key].toSorted());
      }
    return made;
  },
};
