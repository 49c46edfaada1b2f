import { contains } from '../access.ts';
import { comparingSets } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import type { Value } from '../values.ts';

const holds = (list: Value[], item: Value): boolean => contains(item, list) === true;
const includes = (list: Value[], items: Value[]): boolean => items.every((item) => holds(list, item));

/** cel-go, ext/sets.go */
export const sets: Library = {
  name: 'sets',
  overloads: [
    ...overloads(
      {
        'sets.contains(list<A>, list<A>): bool': includes,
        'sets.intersects(list<A>, list<A>): bool': (a: Value[], b: Value[]) => a.some((item) => holds(b, item)),
      },
      comparingSets(1),
    ),
    ...overloads(
      { 'sets.equivalent(list<A>, list<A>): bool': (a: Value[], b: Value[]) => includes(a, b) && includes(b, a) },
      comparingSets(2),
    ),
  ],
};
