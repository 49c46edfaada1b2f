import type { Json, JsonObject } from '../../model/json.ts';
import { asObject, asString, asStrings, isObject } from '../../std/value.ts';
import { isAtomicMap, isAtomicType } from '../schema/atomic.ts';
import { typeNamed, type Field, type ObjectType, type ValueType } from '../schema/types.ts';

/**
 * How values merge in server-side apply (KEP-555, `sigs.k8s.io/structured-merge-diff`). A type that allows several shapes
 * (int or string, anything) is `any`: its maps merge, its lists are whole.
 */
export type MergeType = ScalarType | MapType | ListType | AnyType;

export interface ScalarType {
  readonly shape: 'scalar';
  /** `untyped` takes any scalar: quantities, int or string. */
  readonly scalar: 'string' | 'numeric' | 'boolean' | 'untyped';
}

export interface MapType {
  readonly shape: 'map';
  readonly atomic: boolean;
  /** The type of a key's value; undefined where the schema has no such field. */
  field(name: string): MergeType | undefined;
}

export interface ListType {
  readonly shape: 'list';
  /** `keys` tell items apart, a set its values; neither: the list is replaced as a whole. */
  readonly kind: 'atomic' | 'set' | 'keyed';
  readonly keys: readonly string[];
  readonly item: MergeType;
  /** What a key that an item leaves out stands for. */
  readonly keyDefault: (key: string) => Json | undefined;
}

export interface AnyType {
  readonly shape: 'any';
}

export const ANYTHING: AnyType = { shape: 'any' };

const known = new WeakMap<ObjectType, MapType>();

/** The merge type of a built-in object type. */
export function mergeTypeOf(type: ObjectType): MapType {
  let found = known.get(type);
  if (!found) {
    const fields = new Map<string, MergeType>();
    found = {
      shape: 'map',
      atomic: isAtomicType(type),
      field(name) {
        const field = type.fields.get(name);
        if (!field) return undefined;
        let value = fields.get(name);
        if (!value) fields.set(name, (value = fieldType(type, field)));
        return value;
      },
    };
    known.set(type, found);
  }
  return found;
}

function fieldType(owner: ObjectType, field: Field): MergeType {
  const { value } = field;
  if (value.shape === 'list') return listType(field, value.of);
  if (value.shape === 'map') return mapOf(valueType(value.of), isAtomicMap(owner, field.name));
  return valueType(value);
}

function listType({ listKeys, set }: Field, of: ValueType): ListType {
  const item = valueType(of);
  const kind = listKeys ? 'keyed' : set ? 'set' : 'atomic';
  return { shape: 'list', kind, keys: listKeys ?? [], item, keyDefault: (key) => zeroOf(of, key) };
}

/** Keys of built-in lists are never optional in Go: what is left out is the zero value, and TCP for protocols. */
function zeroOf(item: ValueType, key: string): Json | undefined {
  if (key === 'protocol') return 'TCP';
  const shape = item.shape === 'type' ? item.type.fields.get(key)?.value.shape : undefined;
  if (shape === 'string') return '';
  return shape === 'integer' ? 0 : undefined;
}

function mapOf(value: MergeType, atomic: boolean): MapType {
  return { shape: 'map', atomic, field: () => value };
}

const SCALARS: Readonly<Record<string, MergeType>> = {
  string: { shape: 'scalar', scalar: 'string' },
  time: { shape: 'scalar', scalar: 'string' },
  base64: { shape: 'scalar', scalar: 'string' },
  integer: { shape: 'scalar', scalar: 'numeric' },
  number: { shape: 'scalar', scalar: 'numeric' },
  boolean: { shape: 'scalar', scalar: 'boolean' },
  quantity: { shape: 'scalar', scalar: 'untyped' },
  'int-or-string': { shape: 'scalar', scalar: 'untyped' },
};

function valueType(value: ValueType): MergeType {
  switch (value.shape) {
    case 'type':
      return mergeTypeOf(value.type);
    case 'list':
      return { shape: 'list', kind: 'atomic', keys: [], item: valueType(value.of), keyDefault: () => undefined };
    case 'map':
      return mapOf(valueType(value.of), false);
    default:
      return SCALARS[value.shape] ?? ANYTHING;
  }
}

const DEEPEST = 60;

/** The merge type of a version's structural schema (`spec.versions[].schema.openAPIV3Schema` of a CRD). */
export function mergeTypeOfSchema(schema: Json | undefined): MergeType {
  const root = readSchema(schema, 0);
  const metadata = typeNamed('meta.v1.ObjectMeta');
  if (root.shape !== 'map' || !metadata) return root;
  const text: MergeType = { shape: 'scalar', scalar: 'string' };
  return {
    ...root,
    field: (name) => {
      if (name === 'metadata') return mergeTypeOf(metadata);
      return name === 'apiVersion' || name === 'kind' ? text : root.field(name);
    },
  };
}

function readSchema(value: Json | undefined, depth: number): MergeType {
  if (!isObject(value) || depth > DEEPEST) return ANYTHING;
  if (value['x-kubernetes-int-or-string'] === true) return { shape: 'scalar', scalar: 'untyped' };
  const type = asString(value['type']) ?? (isObject(value['properties']) ? 'object' : '');
  if (type === 'array') return readList(value, depth);
  return type === 'object' ? readObject(value, depth) : (SCALARS[type] ?? ANYTHING);
}

const LIST_KINDS: Readonly<Record<string, ListType['kind']>> = { map: 'keyed', set: 'set' };

function readList(schema: JsonObject, depth: number): ListType {
  const items = asObject(schema['items']);
  return {
    shape: 'list',
    kind: LIST_KINDS[asString(schema['x-kubernetes-list-type']) ?? ''] ?? 'atomic',
    keys: asStrings(schema['x-kubernetes-list-map-keys']),
    item: readSchema(items, depth + 1),
    keyDefault: (key) => asObject(asObject(items['properties'])[key])['default'],
  };
}

function readObject(schema: JsonObject, depth: number): MergeType {
  const atomic = schema['x-kubernetes-map-type'] === 'atomic';
  const { additionalProperties, properties } = schema;
  const others = isObject(additionalProperties) ? readSchema(additionalProperties, depth + 1) : undefined;
  if (others) return mapOf(others, atomic);
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] === true || !isObject(properties);
  const own = new Map(Object.entries(asObject(properties)).map(([key, one]) => [key, readSchema(one, depth + 1)]));
  return { shape: 'map', atomic, field: (name) => own.get(name) ?? (keepsUnknown ? ANYTHING : undefined) };
}
