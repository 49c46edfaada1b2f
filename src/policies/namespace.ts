import type { Json, JsonObject } from '../model/json.ts';
import { isClusterScoped } from '../policy/cel/admission/scope.ts';
import { splitApiVersion } from '../policy/kyverno/match-kinds.ts';
import type { Lookups } from '../policy/types.ts';
import { asObject, asString, isObject } from '../std/value.ts';
import { withoutNullMaps } from './null-maps.ts';

/**
 * An object of a file as a server reads it: with no labels where they are null, and, of a namespace that it doesn't name, in the one
 * that it comes to where nobody says otherwise: `default`.
 */
export function inNamespace(written: JsonObject, lookups: Lookups = {}): JsonObject {
  const object = withoutNullMaps(written);
  const metadata = asObject(object['metadata']);
  if (asString(metadata['namespace'])) return object;
  const [group] = splitApiVersion(asString(object['apiVersion']) ?? '');
  if (isClusterScoped(group, asString(object['kind']) ?? '', lookups)) return object;
  return { ...object, metadata: { ...metadata, namespace: 'default' } };
}

/** What became of an object of `inNamespace`, as it would be written: without the namespace that nobody wrote. */
export function asWritten(changed: JsonObject, object: JsonObject): JsonObject {
  const { namespace, ...metadata } = asObject(changed['metadata']);
  const isAdded = namespace === 'default' && asObject(object['metadata'])['namespace'] === undefined;
  return isAdded ? { ...changed, metadata } : changed;
}

/** Lookups whose answers from the API are as a server gives them: each object in its namespace. */
export function answersInNamespace(lookups: Lookups): Lookups {
  const known = new WeakMap<JsonObject, JsonObject>();
  const placed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(placed);
    if (!isObject(value)) return value;
    if (Array.isArray(value['items'])) return { ...value, items: value['items'].map(placed) };
    if (asString(value['kind']) === undefined || !isObject(value['metadata'])) return value;
    let object = known.get(value);
    if (!object) known.set(value, (object = inNamespace(value, lookups)));
    return object;
  };
  const orUndefined = (value: Json | undefined) => (value === undefined ? undefined : placed(value));
  return {
    ...lookups,
    apiCall: (call) => orUndefined(lookups.apiCall?.(call)),
    globalReference: (name) => orUndefined(lookups.globalReference?.(name)),
  };
}
