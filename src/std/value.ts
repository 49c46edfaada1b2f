import type { Json, JsonObject, Path } from '../model/json.ts';

/* Reading untrusted values: every function answers for any input, with nothing where the type is another. */

const NO_OBJECT: JsonObject = Object.freeze({});
const NO_LIST: readonly Json[] = Object.freeze([]);

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one. */
export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : NO_OBJECT;
}

/** The list, or an empty one. */
export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : NO_LIST;
}

export function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The strings of a list; other items are left out. */
export function asStrings(value: Json | undefined): string[] {
  return asList(value).filter((item) => typeof item === 'string');
}

/** The value at `path`, or undefined where a step does not exist. */
export function at(value: Json | undefined, ...path: Path): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path) {
    if (typeof step === 'number') here = Array.isArray(here) ? here[step] : undefined;
    else here = isObject(here) && Object.hasOwn(here, step) ? here[step] : undefined;
    if (here === undefined) return undefined;
  }
  return here;
}

/** What a table has under a name from outside, which may be that of a property that every object has (`constructor`). */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A value in a message: strings as they are, the rest as JSON, cut at 80 characters. Never throws, as `String` may. */
export function show(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Deep equality of JSON values; object keys in any order. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && equalLists(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && equalJson(a[k], b[k]));
}

function equalLists(a: readonly Json[], b: readonly Json[]): boolean {
  return a.length === b.length && a.every((item, i) => equalJson(item, b[i]));
}
