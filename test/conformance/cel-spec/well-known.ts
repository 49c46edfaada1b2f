import { create, toJson, fromJson, type JsonValue, type Message, type Registry } from '@bufbuild/protobuf';
import { reflect, type ReflectMessage } from '@bufbuild/protobuf/reflect';
import * as wkt from '@bufbuild/protobuf/wkt';
import { doubleValue, intValue } from '../../../src/cel/arithmetic.ts';
import { Duration, Timestamp, showDuration, showTimestamp } from '../../../src/cel/time-values.ts';
import { CelMap, Fault, Uint, doubleOf, entriesOf, isMap, typeName, type Value } from '../../../src/cel/values.ts';
import { HeldMessage } from './held-message.ts';
import { fromScalar, toScalar } from './scalars.ts';

const SECOND = 1_000_000_000n;

const WRAPPERS = new Set(
  ['Bool', 'Int32', 'Int64', 'UInt32', 'UInt64', 'Float', 'Double', 'String', 'Bytes'].map(
    (name) => `google.protobuf.${name}Value`,
  ),
);

export const isWrapper = (name: string): boolean => WRAPPERS.has(name);

/** The value of a message that protobuf knows well; undefined for others. */
export function fromWellKnown(
  content: ReflectMessage,
  registry: Registry,
  read: (inner: ReflectMessage) => Value,
): Value | undefined {
  const {
    message,
    desc: { typeName: name },
  } = content;
  if (WRAPPERS.has(name)) {
    const [field] = content.fields;
    return fromScalar(field!.scalar!, content.get(field!));
  }
  if (name === 'google.protobuf.Timestamp' || name === 'google.protobuf.Duration') {
    const { seconds, nanos } = message as wkt.Timestamp;
    const total = seconds * SECOND + BigInt(nanos);
    return name.endsWith('Timestamp') ? new Timestamp(total) : new Duration(total);
  }
  if (name === 'google.protobuf.Value')
    return (message as wkt.Value).kind.case === undefined
      ? null
      : fromJsonValue(toJson(wkt.ValueSchema, message as wkt.Value));
  if (name === 'google.protobuf.ListValue') return fromJsonValue(toJson(wkt.ListValueSchema, message as wkt.ListValue));
  if (name === 'google.protobuf.Struct') return fromJsonValue(toJson(wkt.StructSchema, message as wkt.Struct));
  if (name !== 'google.protobuf.Any') return undefined;
  return unpack(message as wkt.Any, registry, read);
}

/** Values without type URL are empty. */
export function unpack(any: wkt.Any, registry: Registry, read: (inner: ReflectMessage) => Value): Value {
  if (any.typeUrl === '') return new Fault('conversion error: an Any without a type');
  const message = wkt.anyUnpack(any, registry);
  if (!message) return new Fault(`conversion error: the type ${any.typeUrl} is not known`);
  return read(reflect(registry.getMessage(message.$typeName)!, message));
}

/** All numbers of JSON are doubles. */
function fromJsonValue(json: JsonValue): Value {
  if (typeof json === 'number') return doubleOf(json);
  if (Array.isArray(json)) return json.map(fromJsonValue);
  if (typeof json !== 'object' || json === null) return json;
  const map = new CelMap();
  for (const [key, value] of Object.entries(json)) map.add(key, fromJsonValue(value));
  return map;
}

/** The message that a field of a well-known type holds for a value; undefined where the type is none of these. */
export function toWellKnown(name: string, value: Value, registry: Registry): Message | Fault | undefined {
  if (WRAPPERS.has(name)) return toWrapper(name, value, registry);
  if (name === 'google.protobuf.Timestamp' && value instanceof Timestamp)
    return timed(wkt.TimestampSchema, value.nanos);
  if (name === 'google.protobuf.Duration' && value instanceof Duration) return timed(wkt.DurationSchema, value.nanos);
  if (name === 'google.protobuf.Any') return toAny(value, registry);
  const json = toJsonValue(value, registry);
  if (json instanceof Fault) return json;
  if (name === 'google.protobuf.Value') return fromJson(wkt.ValueSchema, json);
  if (name === 'google.protobuf.Struct' && isMap(value)) return fromJson(wkt.StructSchema, json);
  return name === 'google.protobuf.ListValue' && Array.isArray(value) ? fromJson(wkt.ListValueSchema, json) : undefined;
}

function timed(schema: typeof wkt.TimestampSchema | typeof wkt.DurationSchema, nanos: bigint): Message {
  const seconds =
    schema === wkt.TimestampSchema ? (nanos - (((nanos % SECOND) + SECOND) % SECOND)) / SECOND : nanos / SECOND;
  return create(schema as typeof wkt.TimestampSchema, { seconds, nanos: Number(nanos - seconds * SECOND) });
}

function toWrapper(name: string, value: Value, registry: Registry): Message | Fault {
  const desc = registry.getMessage(name)!;
  const held = toScalar(desc.fields[0]!.scalar!, value);
  return held instanceof Fault ? held : create(desc, { value: held });
}

const PACKED: Readonly<Record<string, string>> = {
  bool: 'BoolValue',
  int: 'Int64Value',
  uint: 'UInt64Value',
  double: 'DoubleValue',
  string: 'StringValue',
  bytes: 'BytesValue',
  null_type: 'Value',
  list: 'ListValue',
  map: 'Struct',
  'google.protobuf.Timestamp': 'Timestamp',
  'google.protobuf.Duration': 'Duration',
};

function toAny(value: Value, registry: Registry): Message | Fault {
  if (value instanceof HeldMessage) return wkt.anyPack(value.content.desc, value.content.message);
  const name = `google.protobuf.${PACKED[typeName(value)] ?? ''}`;
  const message = toWellKnown(name, value, registry);
  if (!message) return new Fault(`unsupported field type: ${typeName(value)} does not go into an Any`);
  return message instanceof Fault ? message : wkt.anyPack(registry.getMessage(name)!, message);
}

function toJsonValue(value: Value, registry: Registry): JsonValue | Fault {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  const whole = value instanceof Uint ? value.value : intValue(value);
  if (whole !== undefined) return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole.toString();
  const double = doubleValue(value);
  if (double !== undefined) return double;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Timestamp) return showTimestamp(value);
  if (value instanceof Duration) return showDuration(value);
  if (value instanceof HeldMessage) return toJson(value.content.desc, value.content.message, { registry });
  if (Array.isArray(value)) return allOrFault((value as Value[]).map((item) => toJsonValue(item, registry)));
  if (!isMap(value)) return new Fault(`${typeName(value)} is nothing that JSON can say`);
  const entries = entriesOf(value);
  if (entries.some(([key]) => typeof key !== 'string')) return new Fault('bad key type: JSON has strings as keys');
  const values = allOrFault(entries.map(([, item]) => toJsonValue(item, registry)));
  return values instanceof Fault ? values : Object.fromEntries(entries.map(([key], i) => [key as string, values[i]!]));
}

function allOrFault(values: (JsonValue | Fault)[]): JsonValue[] | Fault {
  return values.find((value) => value instanceof Fault) ?? (values as JsonValue[]);
}
