import type { Json, JsonObject } from '../model/json.ts';

/** Sets a key that the user chose; `__proto__` is one like others. */
export function put(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
