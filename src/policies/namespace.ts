import type { JsonObject } from '../model/json.ts';
import { isClusterScoped } from '../policy/cel/admission/scope.ts';
import { splitApiVersion } from '../policy/kyverno/match-kinds.ts';
import type { Lookups } from '../policy/types.ts';
import { asObject, asString } from '../std/value.ts';
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
