import type { Json, JsonObject } from '../model/json.ts';
import { isObject } from '../std/value.ts';

const MAPS: ReadonlySet<string> = new Set([
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'data',
  'stringData',
]);

/** Labels and other maps of texts that are written as null are empty, wherever they stand, as Kyverno reads objects. */
export function withoutNullMaps(object: JsonObject): JsonObject {
  return hasNullMaps(object) ? (filled(object) as JsonObject) : object;
}

function hasNullMaps(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasNullMaps);
  if (!isObject(value)) return false;
  for (const key in value) {
    const inner = value[key];
    if (inner === null ? MAPS.has(key) : typeof inner === 'object' && hasNullMaps(inner)) return true;
  }
  return false;
}

function filled(value: Json): Json {
  if (Array.isArray(value)) return value.map(filled);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner = null]) => [key, inner === null && MAPS.has(key) ? {} : filled(inner)]),
  );
}
