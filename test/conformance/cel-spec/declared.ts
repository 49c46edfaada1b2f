import type { Type as SpecType } from '@bufbuild/cel-spec/cel/expr/checked_pb.js';
import {
  Type_PrimitiveType as Primitive,
  Type_WellKnownType as WellKnown,
} from '@bufbuild/cel-spec/cel/expr/checked_pb.js';
import * as types from '../../../src/cel/types.ts';
import type { Type } from '../../../src/cel/types.ts';

const PRIMITIVES: Readonly<Record<number, Type>> = {
  [Primitive.BOOL]: types.BOOL,
  [Primitive.INT64]: types.INT,
  [Primitive.UINT64]: types.UINT,
  [Primitive.DOUBLE]: types.DOUBLE,
  [Primitive.STRING]: types.STRING,
  [Primitive.BYTES]: types.BYTES,
};

const WELL_KNOWN: Readonly<Record<number, Type>> = {
  [WellKnown.ANY]: types.ANY,
  [WellKnown.TIMESTAMP]: types.TIMESTAMP,
  [WellKnown.DURATION]: types.DURATION,
};

const ALIASES: Readonly<Record<string, Type>> = {
  'google.protobuf.Timestamp': types.TIMESTAMP,
  'google.protobuf.Duration': types.DURATION,
  'google.protobuf.Any': types.ANY,
  'google.protobuf.Value': types.DYN,
  'google.protobuf.Struct': types.mapOf(types.STRING, types.DYN),
  'google.protobuf.ListValue': types.listOf(types.DYN),
  'google.protobuf.BoolValue': types.wrapperOf(types.BOOL),
  'google.protobuf.Int32Value': types.wrapperOf(types.INT),
  'google.protobuf.Int64Value': types.wrapperOf(types.INT),
  'google.protobuf.UInt32Value': types.wrapperOf(types.UINT),
  'google.protobuf.UInt64Value': types.wrapperOf(types.UINT),
  'google.protobuf.FloatValue': types.wrapperOf(types.DOUBLE),
  'google.protobuf.DoubleValue': types.wrapperOf(types.DOUBLE),
  'google.protobuf.StringValue': types.wrapperOf(types.STRING),
  'google.protobuf.BytesValue': types.wrapperOf(types.BYTES),
};

/** The type of a message: those that protobuf knows well are types of the language. */
export const messageType = (name: string): Type => ALIASES[name] ?? types.structOf(name);

export const isWellKnown = (name: string): boolean => Object.hasOwn(ALIASES, name);

/** The type that a test declares or expects. */
export function typeOf(type: SpecType | undefined): Type {
  if (!type) return types.DYN;
  const { case: name, value } = type.typeKind;
  switch (name) {
    case 'primitive':
      return PRIMITIVES[value] ?? types.DYN;
    case 'wellKnown':
      return WELL_KNOWN[value] ?? types.DYN;
    case 'null':
      return types.NULL;
    case 'wrapper':
      return types.wrapperOf(PRIMITIVES[value] ?? types.DYN);
    case 'listType':
      return types.listOf(typeOf(value.elemType));
    case 'mapType':
      return types.mapOf(typeOf(value.keyType), typeOf(value.valueType));
    case 'messageType':
      return messageType(value);
    case 'typeParam':
      return types.parameter(value);
    case 'type':
      return types.typeOf(typeOf(value));
    case 'abstractType':
      return types.opaque(value.name, ...value.parameterTypes.map(typeOf));
    default:
      return types.DYN;
  }
}
