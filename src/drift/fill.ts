import { kindOf, type ObjectType, type ValueType } from '../kubernetes/schema/types.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { asString, isObject } from '../std/value.ts';
import { DEFAULTS } from './default-values.ts';

/** Defaults that hold only beside other values; without those the field stays away. */
const CONDITIONAL: ReadonlySet<string> = new Set([
  'core.v1.ServiceSpec.externalTrafficPolicy',
  'core.v1.ServiceSpec.allocateLoadBalancerNodePorts',
  'core.v1.SecurityContext.procMount',
  'batch.v1.JobSpec.completions',
]);

/** What the API server always writes: an empty security context, and `rules` also where there are none. */
const WRITTEN: Readonly<Record<string, JsonObject>> = {
  'core.v1.PodSpec': { securityContext: {} },
  'rbac.v1.Role': { rules: null },
  'rbac.v1.ClusterRole': { rules: null },
};

/**
 * The object as admission policies see it: with the constant defaults that the API server fills in where nobody says a
 * value. Kinds that are not Kubernetes' own, and defaults that depend on other values, stay as they are. The object itself
 * is not changed.
 */
export function withDefaults(object: JsonObject): JsonObject {
  const kind = kindOf(asString(object['apiVersion']) ?? '', asString(object['kind']) ?? '');
  return kind ? filled(object, kind.type) : object;
}

function filled(object: JsonObject, type: ObjectType): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) {
    const field = type.fields.get(key);
    result[key] = field && value !== undefined ? filledValue(value, field.value) : (value ?? null);
  }
  for (const [key, value] of defaultsOf(type)) if (object[key] === undefined) result[key] = value;
  return result;
}

function filledValue(value: Json, type: ValueType): Json {
  if (type.shape === 'type') return isObject(value) ? filled(value, type.type) : value;
  if (type.shape === 'list') return Array.isArray(value) ? value.map((item) => filledValue(item, type.of)) : value;
  if (type.shape !== 'map' || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledValue(inner ?? null, type.of)]));
}

const known = new Map<ObjectType, readonly (readonly [string, Json])[]>();

function defaultsOf(type: ObjectType): readonly (readonly [string, Json])[] {
  let defaults = known.get(type);
  if (!defaults) {
    const constants = Object.entries(DEFAULTS[type.name] ?? {}).flatMap(([key, value]) =>
      typeof value === 'function' || CONDITIONAL.has(`${type.name}.${key}`) ? [] : [[key, value] as const],
    );
    const written = Object.entries(WRITTEN[type.name] ?? {}).map(([key, value]) => [key, value ?? null] as const);
    known.set(type, (defaults = [...constants, ...written]));
  }
  return defaults;
}
