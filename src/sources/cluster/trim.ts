import type { JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';

/** Parts of metadata that say nothing about what the object does, and change by themselves. */
const NOISE = ['managedFields', 'resourceVersion', 'selfLink', 'generation'];
/** Repeats the whole object; of a Secret, with its values. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The parts of a status that rules read. */
const STATUS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['phase'],
  Node: ['nodeInfo'],
};

/** What is kept of an object of a cluster. Values of Secrets are never asked for, and dropped should they come. */
export function trim(object: JsonObject): JsonObject {
  const { status, ...rest } = object;
  const kind = asString(object['kind']) ?? '';
  const kept: JsonObject = { ...rest, metadata: trimMetadata(asObject(object['metadata']), kind) };
  const fields = STATUS[kind]?.filter((name) => asObject(status)[name] !== undefined) ?? [];
  if (fields.length > 0) kept['status'] = Object.fromEntries(fields.map((name) => [name, asObject(status)[name]]));
  if (kind === 'CustomResourceDefinition') kept['spec'] = withoutSchemas(asObject(object['spec']));
  if (kind === 'Secret') {
    delete kept['data'];
    delete kept['stringData'];
  }
  return kept;
}

function trimMetadata(metadata: JsonObject, kind: string): JsonObject {
  const kept: JsonObject = { ...metadata };
  for (const name of NOISE) delete kept[name];
  if (kind === 'Secret') kept['managedFields'] = changeTimes(metadata);
  if (BOOTSTRAPPED.has(kind) && isObject(metadata['labels']) && 'kubernetes.io/bootstrapping' in metadata['labels']) {
    kept['managedFields'] = writers(metadata);
  }
  const annotations = kept['annotations'];
  if (isObject(annotations) && annotations[LAST_APPLIED] !== undefined) {
    const { [LAST_APPLIED]: _, ...others } = annotations;
    if (Object.keys(others).length > 0) kept['annotations'] = others;
    else delete kept['annotations'];
  }
  return kept;
}

/** When a Secret was last changed tells whether it is ever rotated. */
function changeTimes(metadata: JsonObject): JsonObject[] {
  return asList(metadata['managedFields']).map((entry) => ({ time: asObject(entry)['time'] }));
}

const BOOTSTRAPPED: ReadonlySet<string> = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);

/** Who decided what an object says that the API server made. */
function writers(metadata: JsonObject): JsonObject[] {
  return asList(metadata['managedFields']).map((entry) => {
    const { manager, fieldsV1 } = asObject(entry);
    return { manager, fieldsV1: Object.fromEntries(Object.keys(asObject(fieldsV1)).map((field) => [field, {}])) };
  });
}

/** Schemas are nearly all of a CRD, and no rule reads them. */
function withoutSchemas(spec: JsonObject): JsonObject {
  const versions = asList(spec['versions']).map((version): JsonObject => {
    const { schema: _, ...rest } = asObject(version);
    return rest;
  });
  return { ...spec, versions };
}
