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

/** The object itself where there is nothing to fill in: what stays the same is shared. */
function filled(object: JsonObject, type: ObjectType): JsonObject {
  const { defaults, descends } = fillingOf(type);
  let result = object;
  const put = (key: string, value: Json): void => {
    if (result === object) result = { ...object };
    result[key] = value;
  };
  for (const [key, inner] of descends) {
    const value = object[key];
    if (typeof value !== 'object' || value === null) continue;
    const whole = filledValue(value, inner);
    if (whole !== value) put(key, whole);
  }
  for (const [key, value] of defaults) if (object[key] === undefined) put(key, value);
  return result;
}

function filledValue(value: Json, type: ValueType): Json {
  if (type.shape === 'type') return isObject(value) ? filled(value, type.type) : value;
  if (type.shape === 'list') return Array.isArray(value) ? filledList(value, type.of) : value;
  return type.shape === 'map' && isObject(value) ? filledMap(value, type.of) : value;
}

function filledList(list: Json[], type: ValueType): Json[] {
  const whole = list.map((item) => filledValue(item, type));
  return whole.some((item, i) => item !== list[i]) ? whole : list;
}

function filledMap(map: JsonObject, type: ValueType): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, inner]) => [key, filledValue(inner ?? null, type)]));
}

/** What filling in does with a type. */
interface Filling {
  readonly defaults: readonly (readonly [string, Json])[];
  /** The fields within which there may be something to fill in. */
  readonly descends: readonly (readonly [string, ValueType])[];
}

const fillings = new Map<ObjectType, Filling>();

function fillingOf(type: ObjectType): Filling {
  let filling = fillings.get(type);
  if (!filling) {
    const fields = [...type.fields.values()].filter(({ value }) => mayFill(value, new Set([type])));
    filling = { defaults: defaultsOf(type), descends: fields.map(({ name, value }) => [name, value]) };
    fillings.set(type, filling);
  }
  return filling;
}

/** Types that hold themselves are counted in. */
function mayFill(value: ValueType, above: ReadonlySet<ObjectType>): boolean {
  if (value.shape === 'list' || value.shape === 'map') return mayFill(value.of, above);
  if (value.shape !== 'type') return false;
  const { type } = value;
  if (above.has(type) || defaultsOf(type).length > 0) return true;
  const within = new Set([...above, type]);
  return type.fields.values().some((field) => mayFill(field.value, within));
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
