import {
  create,
  equals,
  getExtension,
  hasExtension,
  type DescField,
  type DescMessage,
  type Registry,
} from '@bufbuild/protobuf';
import { reflect, type ReflectList, type ReflectMap, type ReflectMessage } from '@bufbuild/protobuf/reflect';
import { DYN, listOf, mapOf, INT, type Type, type TypeProvider } from '../../../src/cel/types.ts';
import { CelMap, Fault, isMap, entriesOf, typeName, type Value } from '../../../src/cel/values.ts';
import { isWellKnown, messageType } from './declared.ts';
import { HeldMessage } from './held-message.ts';
import { fromScalar, scalarType, toScalar } from './scalars.ts';
import { fromWellKnown, isWrapper, toWellKnown } from './well-known.ts';

/** A protobuf message as a value of the language. */
class MessageValue extends HeldMessage {
  private readonly registry: Registry;

  constructor(content: ReflectMessage, registry: Registry) {
    super(content);
    this.registry = registry;
  }

  override equals(other: Value): boolean {
    if (!(other instanceof MessageValue) || other.typeName !== this.typeName) return false;
    const options = { registry: this.registry, unpackAny: true, extensions: true, unknown: true };
    return equals(this.content.desc, this.content.message, other.content.message, options);
  }

  override field(name: string): Value | undefined {
    const extension = this.registry.getExtension(name);
    if (extension) {
      const held = getExtension(this.content.message, extension);
      return readHeld(extension, wrapHeld(extension, held), this.registry);
    }
    const field = fieldOf(this.content.desc, name);
    return field && readField(this.content, field, this.registry);
  }

  override has(name: string): boolean | undefined {
    if (name === '') return this.content.fields.some((field) => this.content.isSet(field));
    const extension = this.registry.getExtension(name);
    if (extension) return hasExtension(this.content.message, extension);
    const field = fieldOf(this.content.desc, name);
    return field && this.content.isSet(field);
  }
}

type AnyField = DescField | NonNullable<ReturnType<Registry['getExtension']>>;

const fieldOf = (desc: DescMessage, name: string): DescField | undefined =>
  desc.fields.find((field) => field.name === name);

/** Extensions come as plain values; reflection as lists, maps and messages. */
function wrapHeld(field: AnyField, held: unknown): unknown {
  if (field.fieldKind === 'message') return reflect(field.message, held as never);
  if (field.fieldKind === 'list' && field.listKind === 'message')
    return (held as unknown[]).map((item) => reflect(field.message, item as never));
  return held;
}

function readField(content: ReflectMessage, field: DescField, registry: Registry): Value {
  if (field.fieldKind === 'message' && !content.isSet(field)) {
    const name = field.message.typeName;
    if (isWrapper(name) || name === 'google.protobuf.Value' || name === 'google.protobuf.Any') return null;
    return fromMessage(reflect(field.message, create(field.message)), registry);
  }
  return readHeld(field, content.get(field), registry);
}

function readHeld(field: AnyField, held: unknown, registry: Registry): Value {
  switch (field.fieldKind) {
    case 'scalar':
      return fromScalar(field.scalar, held);
    case 'enum':
      return held as number;
    case 'message':
      return fromMessage(held as ReflectMessage, registry);
    case 'list':
      return Array.from(held as ReflectList, (item) => readItem(field, field.listKind, item, registry));
    default: {
      const map = new CelMap();
      for (const [key, value] of held as ReflectMap)
        map.add(fromScalar(field.mapKey, key), readItem(field, field.mapKind, value, registry));
      return map;
    }
  }
}

function readItem(field: AnyField, kind: string, item: unknown, registry: Registry): Value {
  if (kind === 'message') return fromMessage(item as ReflectMessage, registry);
  return kind === 'enum' ? (item as number) : fromScalar(field.scalar!, item);
}

/** The message as a value: those that protobuf knows well are values of the language. */
export function fromMessage(content: ReflectMessage, registry: Registry): Value {
  const known = fromWellKnown(content, registry, (inner) => fromMessage(inner, registry));
  return known === undefined ? new MessageValue(content, registry) : known;
}

/** Knows the messages and enums of a registry. */
export function messageTypes(registry: Registry): TypeProvider {
  return {
    has: (type) => registry.getMessage(type) !== undefined,
    alias: (type) => (isWellKnown(type) ? messageType(type) : undefined),
    field(type, name) {
      const desc = registry.getMessage(type);
      const own = desc && fieldOf(desc, name);
      if (own) return fieldType(own);
      const extension = desc && registry.getExtension(name);
      return extension && fieldType(extension);
    },
    constant(name) {
      const dot = name.lastIndexOf('.');
      const found = registry.getEnum(name.slice(0, dot))?.values.find((value) => value.name === name.slice(dot + 1));
      return found && { type: INT, value: found.number };
    },
    construct: (type, fields) => construct(registry, type, fields as ReadonlyMap<string, Value>),
  };
}

function fieldType(field: AnyField): Type {
  switch (field.fieldKind) {
    case 'scalar':
      return scalarType(field.scalar);
    case 'enum':
      return INT;
    case 'message':
      return messageType(field.message.typeName);
    case 'list':
      return listOf(itemType(field, field.listKind));
    default:
      return mapOf(scalarType(field.mapKey), itemType(field, field.mapKind));
  }
}

function itemType(field: AnyField, kind: string): Type {
  if (kind === 'message') return messageType(field.message!.typeName);
  return kind === 'enum' ? INT : field.scalar === undefined ? DYN : scalarType(field.scalar);
}

function construct(registry: Registry, type: string, fields: ReadonlyMap<string, Value>): Value {
  const desc = registry.getMessage(type)!;
  const content = reflect(desc, create(desc));
  for (const [name, value] of fields) {
    const field = fieldOf(desc, name);
    if (!field) return new Fault(`there is no field "${name}" in ${type}`);
    const fault = setField(content, field, value, registry);
    if (fault) return fault;
  }
  return fromMessage(content, registry);
}

function setField(content: ReflectMessage, field: DescField, value: Value, registry: Registry): Fault | undefined {
  if (value === null && field.fieldKind === 'message') {
    const keepsNull = ['google.protobuf.Value', 'google.protobuf.Any'].includes(field.message.typeName);
    const isStructured = ['google.protobuf.Struct', 'google.protobuf.ListValue'].includes(field.message.typeName);
    if (isStructured) return new Fault('unsupported field type: a Struct or a ListValue is never null');
    if (!keepsNull) return undefined;
  }
  if (field.fieldKind === 'list') return setList(content, field, value, registry);
  if (field.fieldKind === 'map') return setMap(content, field, value, registry);
  const held = toHeld(field, field.fieldKind, value, registry);
  if (held instanceof Fault) return held;
  content.set(field, held);
  return undefined;
}

function setList(
  content: ReflectMessage,
  field: Extract<DescField, { fieldKind: 'list' }>,
  value: Value,
  registry: Registry,
): Fault | undefined {
  if (!Array.isArray(value)) return new Fault(`unsupported field type: a list is needed, not ${typeName(value)}`);
  const list = content.get(field);
  for (const item of value as Value[]) {
    const held = toHeld(field, field.listKind, item, registry);
    if (held instanceof Fault) return held;
    list.add(held);
  }
  return undefined;
}

function setMap(
  content: ReflectMessage,
  field: Extract<DescField, { fieldKind: 'map' }>,
  value: Value,
  registry: Registry,
): Fault | undefined {
  if (!isMap(value)) return new Fault(`unsupported field type: a map is needed, not ${typeName(value)}`);
  const map = content.get(field);
  for (const [key, item] of entriesOf(value)) {
    const heldKey = toScalar(field.mapKey, key);
    const held = toHeld(field, field.mapKind, item, registry);
    if (heldKey instanceof Fault) return heldKey;
    if (held instanceof Fault) return held;
    map.set(heldKey, held);
  }
  return undefined;
}

function toHeld(field: DescField, kind: string, value: Value, registry: Registry): unknown {
  if (kind === 'enum') {
    if (typeof value !== 'number') return new Fault(`unsupported field type: an int is needed, not ${typeName(value)}`);
    return Math.abs(value) > 2 ** 31 ? new Fault('range error: no int32') : value;
  }
  if (kind === 'scalar') return toScalar(field.scalar!, value);
  const desc = field.message!;
  if (value instanceof MessageValue && value.typeName === desc.typeName) return value.content;
  const message = toWellKnown(desc.typeName, value, registry);
  if (message instanceof Fault) return message;
  return message
    ? reflect(desc, message as never)
    : new Fault(`unsupported field type: ${desc.typeName} is needed, not ${typeName(value)}`);
}
