import type { Json } from '../model/json.ts';

/** An attribute that the provider computes in a way that is known; undefined for all others. */
export function computedAttribute(_key: string, _name: string, _object: Json): Json | undefined {
  return undefined;
}
