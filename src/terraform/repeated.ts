import type { Json } from '../model/json.ts';
import type { Repetition, Repetitions } from './blocks.ts';
import { Deferred, failed, unknown, type Value } from './value.ts';

/** What a name with `count` or `for_each` stands for: one thing, a list, or a map of them. */
export function repeatedValue(
  address: string,
  repetitions: Repetitions,
  of: (repetition: Repetition) => Deferred,
): Value {
  const { mode, items } = repetitions;
  if (mode === 'single') return of(items[0]!);
  if (mode === 'unknown')
    return new Deferred(
      () => (items[0] ? of(items[0]) : unknown(address)),
      () => unknown(address),
    );
  const get = (key: string | number): Value => {
    const found = items.find((item) => item.key === key || String(item.key) === String(key));
    return found ? of(found) : failed(`${address}[${JSON.stringify(key)}]`);
  };
  const all = (): Json =>
    mode === 'list'
      ? items.map((item) => of(item).all())
      : Object.fromEntries(items.map((item) => [item.key!, of(item).all()]));
  return new Deferred(get, all);
}
