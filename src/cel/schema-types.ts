import type { Json, JsonObject } from '../model/json.ts';
import { asObject, asString, isObject } from '../std/value.ts';
import { joinProviders, type TypeOptions } from './object-types.ts';
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  STRING,
  TIMESTAMP,
  listOf,
  mapOf,
  structOf,
  type Type,
  type TypeProvider,
} from './types.ts';

/** Types of an OpenAPI schema, with the provider that knows their fields. */
export interface SchemaTypes {
  readonly type: Type;
  readonly provider: TypeProvider;
}

const MAX_DEPTH = 50;

const FORMATS: Readonly<Record<string, Type>> = {
  byte: BYTES,
  date: TIMESTAMP,
  'date-time': TIMESTAMP,
  duration: DURATION,
};
const SCALARS: ReadonlyMap<string, Type> = new Map([
  ['boolean', BOOL],
  ['integer', INT],
  ['number', DOUBLE],
]);

export interface SchemaTypeOptions extends TypeOptions {
  /** What `metadata` is at the root: object metadata of the API. Without it, `name` and `generateName` are known. */
  readonly metadata?: SchemaTypes;
}

/**
 * The types of a structural schema, of a custom resource. Objects with properties are types named after their place, `object.spec.containers.@idx`;
 * a field that the schema does not name is a mistake, unless `x-kubernetes-preserve-unknown-fields` allows it. The root has
 * `apiVersion`, `kind` and `metadata` whether the schema names them or not.
 */
export function schemaTypes(schema: Json | undefined, name: string, options: SchemaTypeOptions = {}): SchemaTypes {
  const { asJson = true, metadata } = options;
  const fields = new Map<string, Map<string, Type>>();
  const read = (value: Json | undefined, path: string, depth: number): Type => {
    if (!isObject(value) || depth > MAX_DEPTH || isIntOrString(value)) return DYN;
    const kind = asString(value['type']) ?? (isObject(value['properties']) ? 'object' : '');
    if (kind === 'array') return listOf(read(value['items'], `${path}.@idx`, depth + 1));
    if (kind === 'string') return (asJson ? undefined : formatType(value)) ?? STRING;
    return kind === 'object' ? readObject(value, path, depth) : (SCALARS.get(kind) ?? DYN);
  };
  const readObject = (value: JsonObject, path: string, depth: number): Type => {
    if (value['x-kubernetes-preserve-unknown-fields'] === true || value['x-kubernetes-embedded-resource'] === true)
      return DYN;
    const { additionalProperties } = value;
    if (isObject(additionalProperties)) return mapOf(STRING, read(additionalProperties, `${path}.@elem`, depth + 1));
    if (!isObject(value['properties']))
      return additionalProperties === false ? structAt(path, new Map()) : mapOf(STRING, DYN);
    const own = new Map<string, Type>();
    const type = structAt(path, own);
    for (const [key, property] of Object.entries(asObject(value['properties'])))
      own.set(key, read(property, `${path}.${key}`, depth + 1));
    return type;
  };
  const structAt = (path: string, own: Map<string, Type>): Type => {
    fields.set(path, own);
    return structOf(path);
  };
  const type = read(schema, name, 0);
  const root = fields.get(name);
  if (root) {
    const named = structAt(
      `${name}.metadata`,
      new Map([
        ['name', STRING],
        ['generateName', STRING],
      ]),
    );
    root
      .set('apiVersion', STRING)
      .set('kind', STRING)
      .set('metadata', metadata?.type ?? named);
  }
  const provider: TypeProvider = {
    has: (other) => fields.has(other),
    field: (other, field) => fields.get(other)?.get(field),
    fieldNames: (other) => [...(fields.get(other)?.keys() ?? [])],
  };
  return { type, provider: metadata ? joinProviders(provider, metadata.provider) : provider };
}

/** Built-in types say it with a format, custom resources with an extension. */
const isIntOrString = (schema: JsonObject): boolean =>
  schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string';

function formatType(schema: JsonObject): Type | undefined {
  const format = asString(schema['format']);
  return format !== undefined && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
}
