/** A type of the language. `of` are the types it is made of: of a list its items, of a map keys and values. */
export interface Type {
  readonly kind: 'simple' | 'dyn' | 'parameter' | 'struct' | 'made' | 'wrapper';
  readonly name: string;
  readonly of: readonly Type[];
}

const simple = (name: string): Type => ({ kind: 'simple', name, of: [] });

export const NULL = simple('null_type');
export const BOOL = simple('bool');
export const INT = simple('int');
export const UINT = simple('uint');
export const DOUBLE = simple('double');
export const STRING = simple('string');
export const BYTES = simple('bytes');
export const TIMESTAMP = simple('google.protobuf.Timestamp');
export const DURATION = simple('google.protobuf.Duration');
export const ANY: Type = { kind: 'dyn', name: 'any', of: [] };
export const DYN: Type = { kind: 'dyn', name: 'dyn', of: [] };
/** What a mistake is of: it fits everywhere, so that one mistake is told once. */
export const ERROR: Type = { kind: 'dyn', name: '!error!', of: [] };

export const listOf = (item: Type): Type => ({ kind: 'made', name: 'list', of: [item] });
export const mapOf = (key: Type, value: Type): Type => ({ kind: 'made', name: 'map', of: [key, value] });
export const optionalOf = (value: Type): Type => ({ kind: 'made', name: 'optional_type', of: [value] });
export const typeOf = (of: Type): Type => ({ kind: 'made', name: 'type', of: [of] });
/** A type that a library brings, `kubernetes.Quantity`, or one with parameters. */
export const opaque = (name: string, ...of: Type[]): Type => ({ kind: 'made', name, of });
/** A type with fields, which a `TypeProvider` knows. */
export const structOf = (name: string): Type => ({ kind: 'struct', name, of: [] });
/** A primitive that may be null. */
export const wrapperOf = (primitive: Type): Type => ({ kind: 'wrapper', name: primitive.name, of: [primitive] });
export const parameter = (name: string): Type => ({ kind: 'parameter', name, of: [] });

/** What a library or a caller knows of types with fields, and of names that stand for values (enums). */
export interface TypeProvider {
  /** The type of a field; undefined where the type has none, or is none of this provider. */
  field(type: string, name: string): Type | undefined;
  /** Whether it knows the type. */
  has(type: string): boolean;
  fieldNames?(type: string): readonly string[];
  /** Makes `Type{field: value}`. Where it is missing, expressions can't construct values of its types. */
  construct?(type: string, fields: ReadonlyMap<string, unknown>): unknown;
  constant?(name: string): { readonly type: Type; readonly value: unknown } | undefined;
  /** The type under whose name a value is known, where it is not a struct: `google.protobuf.Int64Value` is a wrapper. */
  alias?(type: string): Type | undefined;
}

/** `list(string)`, as messages show it. */
export function showType(type: Type): string {
  if (type.kind === 'wrapper') return `wrapper(${type.name})`;
  const name = SHORT.get(type.name) ?? type.name;
  return type.of.length > 0 ? `${name}(${type.of.map(showType).join(', ')})` : name;
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['google.protobuf.Timestamp', 'timestamp'],
  ['google.protobuf.Duration', 'duration'],
  ['null_type', 'null'],
]);

export function sameType(a: Type, b: Type): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.name === b.name &&
      a.of.length === b.of.length &&
      a.of.every((type, i) => sameType(type, b.of[i]!)))
  );
}

export const isDyn = (type: Type): boolean => type.kind === 'dyn';
export const isOptional = (type: Type): boolean => type.name === 'optional_type' && type.of.length === 1;
