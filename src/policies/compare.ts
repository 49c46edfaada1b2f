import { existsSync } from 'node:fs';
import type { Json, JsonObject } from '../model/json.ts';
import { asObject, asString, equalJson, isObject, show } from '../std/value.ts';
import { readObjects } from './documents.ts';

/** The files are about other objects. */
export const NOT_DESCRIBED = 'the file has no such object';

/** Why an object is not as the files have it; undefined where it is. Empty maps and lists count as nothing. */
export function differenceFrom(files: readonly string[], actual: JsonObject): string | undefined {
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) return `there is nothing at ${missing}`;
  const objects = files.flatMap((file) => readObjects(file, []).map((one) => one.object));
  const expected = objects.find((one) => sameIdentity(one, actual));
  if (!expected) return NOT_DESCRIBED;
  const [wanted, got] = [tidy(withNamespace(expected)) ?? {}, tidy(withNamespace(actual)) ?? {}];
  return equalJson(wanted, got) ? undefined : firstDifference(wanted, got, '');
}

function withNamespace(object: JsonObject): JsonObject {
  const metadata = asObject(object['metadata']);
  if (metadata['namespace'] !== 'default') return object;
  const { namespace: _, ...rest } = metadata;
  return { ...object, metadata: rest };
}

function sameIdentity(a: JsonObject, b: JsonObject): boolean {
  const [x, y] = [asObject(a['metadata']), asObject(b['metadata'])];
  const namespace = (metadata: JsonObject) => asString(metadata['namespace']) ?? 'default';
  return a['kind'] === b['kind'] && x['name'] === y['name'] && namespace(x) === namespace(y);
}

/** Without nothing, and what holds nothing. */
function tidy(value: Json | undefined): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => tidy(item)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const kept = tidy(inner);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function firstDifference(wanted: Json | undefined, got: Json | undefined, path: string): string {
  if (isObject(wanted) && isObject(got)) {
    const key = [...new Set([...Object.keys(wanted), ...Object.keys(got)])].find(
      (one) => !equalJson(wanted[one], got[one]),
    );
    return key === undefined ? 'differs' : firstDifference(wanted[key], got[key], `${path}.${key}`);
  }
  if (Array.isArray(wanted) && Array.isArray(got)) {
    const index = [...wanted, ...got].findIndex((_, i) => !equalJson(wanted[i], got[i]));
    return firstDifference(wanted[index], got[index], `${path}[${index}]`);
  }
  return `${path || 'it'} should be ${show(wanted)}, but is ${show(got)}`;
}
