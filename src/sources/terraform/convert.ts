import { type Field, kindOf, type ObjectType, type ValueType } from '../../kubernetes/schema/types.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asObject, isObject } from '../../std/value.ts';
import { booleanOf, isUnknown, numberOf, textOf } from '../../terraform/value.ts';
import type { ProviderKind } from './kinds.ts';

/*
 * The Kubernetes provider writes `container { host_port = 80 }` for `containers: [{hostPort: 80}]`: words with underscores,
 * lists named by one item, objects as blocks. The API's own schema says which is which.
 */

/** Where each part of a converted value was written. */
export interface Trace {
  readonly path: Path;
  readonly parts: ReadonlyMap<string | number, Trace>;
}

export interface Converted<T extends Json = JsonObject> {
  readonly value: T;
  readonly trace: Trace;
}

/** The Kubernetes object that a block of the provider makes; undefined where its kind is not known. */
export function convertKind(block: JsonObject, { apiVersion, kind }: ProviderKind): Converted | undefined {
  const known = kindOf(apiVersion, kind);
  if (!known) return undefined;
  const { value, trace } = convertObject(block, known.type, [], RENAMED[kind]);
  return { value: { apiVersion, kind, ...value }, trace };
}

/** A secret's `data` is plain text in Terraform, which is `stringData` to Kubernetes. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Secret: { data: 'string_data', binary_data: 'data' },
};

/** The path in Terraform of a path in the object: that of its deepest part that is known. */
export function writtenAt(trace: Trace, path: Path): Path {
  let here = trace;
  for (const step of path) {
    const next = here.parts.get(step);
    if (!next) return here.path;
    here = next;
  }
  return here.path;
}

/** Blocks of the provider whose fields are the outer object's own in the API. */
const FLATTENED: ReadonlySet<string> = new Set(['persistent_volume_source']);

function convertObject(
  block: JsonObject,
  type: ObjectType,
  path: Path,
  renamed: Readonly<Record<string, string>> = {},
): Converted {
  const value: JsonObject = {};
  const parts = new Map<string | number, Trace>();
  for (const [key, written] of Object.entries(block)) {
    if (FLATTENED.has(key)) {
      const inner = written === undefined ? undefined : convertSingle(written, type, [...path, key]);
      Object.assign(value, asObject(inner?.value));
      for (const [name, part] of inner?.trace.parts ?? []) parts.set(name, part);
      continue;
    }
    const field = fieldOf(renamed[key] ?? key, type);
    if (!field || written === undefined || written === null) continue;
    const converted = convertValue(written, field.value, [...path, key]);
    if (!converted) continue;
    value[field.name] = converted.value;
    parts.set(field.name, converted.trace);
  }
  return { value, trace: { path, parts } };
}

function convertValue(value: Json, type: ValueType, path: Path): Converted<Json> | undefined {
  if (isUnknown(value)) return plain(value, path);
  switch (type.shape) {
    case 'type':
      return convertSingle(value, type.type, path);
    case 'list':
      return convertList(Array.isArray(value) ? value : [value], type.of, path);
    case 'map':
      return plain(asMap(value, type.of), path);
    default:
      return plain(scalar(value, type.shape), path);
  }
}

/** A block stands for an object; one that is not there for none. */
function convertSingle(value: Json, type: ObjectType, path: Path): Converted<Json> | undefined {
  const isList = Array.isArray(value);
  const only = isList ? value[0] : value;
  if (only === undefined) return undefined;
  const at = isList ? [...path, 0] : path;
  if (isUnknown(only)) return plain(only, at);
  return isObject(only) || only === null ? convertObject(asObject(only), type, at) : undefined;
}

function convertList(items: readonly Json[], type: ValueType, path: Path): Converted<Json> {
  const value: Json[] = [];
  const parts = new Map<string | number, Trace>();
  items.forEach((item, i) => {
    const converted = convertValue(item, type, [...path, i]);
    if (!converted) return;
    parts.set(value.length, converted.trace);
    value.push(converted.value);
  });
  return { value, trace: { path, parts } };
}

function plain(value: Json, path: Path): Converted<Json> {
  return { value, trace: { path, parts: partsOf(value, path) } };
}

const NO_PARTS: Trace['parts'] = new Map();

function partsOf(value: Json, path: Path): Trace['parts'] {
  if (typeof value !== 'object' || value === null || isUnknown(value)) return NO_PARTS;
  const entries: [string | number, Json][] = Array.isArray(value)
    ? value.map((item, i) => [i, item])
    : Object.entries(value).map(([key, inner]) => [key, inner ?? null]);
  return new Map(entries.map(([key, inner]) => [key, { path: [...path, key], parts: partsOf(inner, [...path, key]) }]));
}

function asMap(value: Json, of: ValueType): Json {
  if (!isObject(value) || of.shape !== 'string') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, inner === undefined ? '' : (textOf(inner) ?? inner)]),
  );
}

/** The provider's schema turns `"8080"` into a number where the API wants one. */
function scalar(value: Json, shape: string): Json {
  switch (shape) {
    case 'integer':
    case 'number':
      return numberOf(value) ?? value;
    case 'boolean':
      return booleanOf(value) ?? value;
    case 'int-or-string':
      return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    case 'string':
    case 'quantity':
      return textOf(value) ?? value;
    default:
      return value;
  }
}

/** What no rule of spelling gives. */
const SPECIAL: Readonly<Record<string, string>> = { storage_provisioner: 'provisioner' };

const fields = new WeakMap<ObjectType, Map<string, Field | undefined>>();

/** The field that a word of the provider means: the same in the API's spelling, or the list of which it names one. */
function fieldOf(key: string, type: ObjectType): Field | undefined {
  let known = fields.get(type);
  if (!known) fields.set(type, (known = new Map()));
  if (!known.has(key)) known.set(key, findField(key, type));
  return known.get(key);
}

function findField(key: string, type: ObjectType): Field | undefined {
  const name = key.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const special = SPECIAL[key];
  const names = [name, ...plurals(name), ...(special ? [special] : [])];
  for (const candidate of names) {
    const field = type.fields.get(candidate);
    if (field) return field;
  }
  const bare = new Set(names.map((candidate) => candidate.toLowerCase()));
  return [...type.fields.values()].find((field) => bare.has(field.name.toLowerCase()));
}

function plurals(name: string): string[] {
  return [`${name}s`, `${name}es`, name.replace(/y$/, 'ies')];
}
