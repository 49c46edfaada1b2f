import { contains } from '../access.ts';
import { overloads, type Cost, type Library } from '../library.ts';
import type { Value } from '../values.ts';

const holds = (list: Value[], item: Value): boolean => contains(item, list) === true;
const includes = (list: Value[], items: Value[]): boolean => items.every((item) => holds(list, item));

const byProduct: Cost = (a, b) => a * b - 1;
const byProductTwice: Cost = (a, b) => 2 * a * b - 1;

/** cel-go, ext/sets.go */
export const sets: Library = {
  name: 'sets',
  overloads: [
    ...overloads(
      {
        'sets.contains(list<A>, list<A>): bool': includes,
        'sets.intersects(list<A>, list<A>): bool': (a: Value[], b: Value[]) => a.some((item) => holds(b, item)),
      },
      byProduct,
    ),
    ...overloads(
      { 'sets.equivalent(list<A>, list<A>): bool': (a: Value[], b: Value[]) => includes(a, b) && includes(b, a) },
      byProductTwice,
    ),
  ],
};
