import type { JsonObject } from '../model/json.ts';
import { isClusterScoped } from '../policy/cel/admission/scope.ts';
import { splitApiVersion } from '../policy/kyverno/match-kinds.ts';
import { asObject, asString } from '../std/value.ts';

/** An object of a namespace that names none, in the one that it comes to where nobody says otherwise: `default`. */
export function inNamespace(object: JsonObject): JsonObject {
  const metadata = asObject(object['metadata']);
  if (asString(metadata['namespace'])) return object;
  const [group] = splitApiVersion(asString(object['apiVersion']) ?? '');
  if (isClusterScoped(group, asString(object['kind']) ?? '', {})) return object;
  return { ...object, metadata: { ...metadata, namespace: 'default' } };
}
