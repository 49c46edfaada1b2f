import type { JsonObject } from '../model/json.ts';
import type { Origin, Resource } from '../model/resource.ts';
import { asObject, asString } from '../std/value.ts';
import { typeOf } from './kinds.ts';

/**
 * Reads an object as a resource, or gives undefined where it has no `kind`. Objects of component configuration have no
 * metadata; `generateName` stands in for a missing name.
 */
export function toResource(object: JsonObject, origin: Origin): Resource | undefined {
  const kind = asString(object['kind']);
  if (!kind) return undefined;
  const apiVersion = asString(object['apiVersion']) ?? '';
  const metadata = asObject(object['metadata']);
  return {
    apiVersion,
    kind,
    type: typeOf(apiVersion, kind),
    namespace: asString(metadata['namespace']) ?? '',
    name: asString(metadata['name']) ?? asString(metadata['generateName']) ?? '',
    object,
    origin,
  };
}
