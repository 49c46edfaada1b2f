import type { Json } from '../src/model/json.ts';

/** The value with its nth part, counted from the whole downwards, replaced by another. */
export function replaced(value: Json, nth: number, by: Json): Json {
  let left = nth;
  const walk = (one: Json): Json => {
    if (left-- === 0) return by;
    if (Array.isArray(one)) return one.map(walk);
    if (one === null || typeof one !== 'object') return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner ?? null)]));
  };
  return walk(value);
}
