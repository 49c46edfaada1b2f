import type { SchemaTypes } from './schema-types.ts';
import {
  BOOL,
  BYTES,
  DOUBLE,
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

/** An object type of the API, as the built-in schemas keep it. */
export interface ObjectSchema {
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldSchema>;
}

interface FieldSchema {
  readonly value: ValueSchema;
  /** First and last minor of Kubernetes that have the field. */
  readonly from: number;
  readonly to: number;
}

type ValueSchema =
  | { readonly shape: keyof typeof SCALARS }
  | { readonly shape: 'list' | 'map'; readonly of: ValueSchema }
  | { readonly shape: 'type'; readonly type: ObjectSchema };

/** How strings with a format are typed. */
export interface TypeOptions {
  /**
   * True where values are what JSON says, as in policies that run: times and bytes are strings. False as Kubernetes types
   * them for its warnings and in rules of custom resources: timestamps, durations and bytes.
   */
  readonly asJson?: boolean;
}

export interface ObjectTypeOptions extends TypeOptions {
  /** Only fields that this minor of Kubernetes has; all that are known by default. */
  readonly minor?: number;
}

const SCALARS = {
  string: STRING,
  integer: INT,
  number: DOUBLE,
  boolean: BOOL,
  quantity: DYN,
  'int-or-string': DYN,
  time: STRING,
  base64: STRING,
  any: DYN,
  object: mapOf(STRING, DYN),
} as const;

const FORMATTED: Partial<Record<keyof typeof SCALARS, Type>> = { time: TIMESTAMP, base64: BYTES };

/**
 * The type of a built-in kind: `kindOf('apps/v1', 'Deployment')?.type` for `object`. A field that the API does not have is a
 * mistake. Types are named as the API names them, `core.v1.PodSpec`, and read when they are first asked for.
 */
export function objectTypes(root: ObjectSchema, { asJson = true, minor }: ObjectTypeOptions = {}): SchemaTypes {
  const known = new Map<string, ObjectSchema>();
  const typeOf = (value: ValueSchema): Type => {
    if (value.shape === 'type') return declared(value.type);
    if (value.shape === 'list') return listOf(typeOf(value.of));
    if (value.shape === 'map') return mapOf(STRING, typeOf(value.of));
    return (asJson ? undefined : FORMATTED[value.shape]) ?? SCALARS[value.shape];
  };
  const declared = (schema: ObjectSchema): Type => {
    known.set(schema.name, schema);
    return structOf(schema.name);
  };
  const isThere = ({ from, to }: FieldSchema): boolean => minor === undefined || (from <= minor && minor <= to);
  const provider: TypeProvider = {
    has: (type) => known.has(type),
    field(type, name) {
      const field = known.get(type)?.fields.get(name);
      return field && isThere(field) ? typeOf(field.value) : undefined;
    },
    fieldNames: (type) =>
      [...(known.get(type)?.fields ?? [])].flatMap(([name, field]) => (isThere(field) ? [name] : [])),
  };
  return { type: declared(root), provider };
}

/** Types of several origins as one: the first that knows a type answers for it. */
export function joinProviders(...providers: readonly TypeProvider[]): TypeProvider {
  const of = (type: string): TypeProvider | undefined => providers.find((provider) => provider.has(type));
  return {
    has: (type) => of(type) !== undefined,
    field: (type, name) => of(type)?.field(type, name),
    fieldNames: (type) => of(type)?.fieldNames?.(type) ?? [],
  };
}
