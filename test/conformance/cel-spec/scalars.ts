import { ScalarType } from '@bufbuild/protobuf';
import { doubleValue, intValue } from '../../../src/cel/arithmetic.ts';
import { BOOL, BYTES, DOUBLE, INT, STRING, UINT, type Type } from '../../../src/cel/types.ts';
import { Fault, Uint, doubleOf, intOf, typeName, type Value } from '../../../src/cel/values.ts';

type Family = 'int' | 'uint' | 'double' | 'bool' | 'string' | 'bytes';

const FAMILIES: Readonly<Record<number, readonly [family: Family, bits: number]>> = {
  [ScalarType.DOUBLE]: ['double', 64],
  [ScalarType.FLOAT]: ['double', 32],
  [ScalarType.INT64]: ['int', 64],
  [ScalarType.SINT64]: ['int', 64],
  [ScalarType.SFIXED64]: ['int', 64],
  [ScalarType.INT32]: ['int', 32],
  [ScalarType.SINT32]: ['int', 32],
  [ScalarType.SFIXED32]: ['int', 32],
  [ScalarType.UINT64]: ['uint', 64],
  [ScalarType.FIXED64]: ['uint', 64],
  [ScalarType.UINT32]: ['uint', 32],
  [ScalarType.FIXED32]: ['uint', 32],
  [ScalarType.BOOL]: ['bool', 1],
  [ScalarType.STRING]: ['string', 0],
  [ScalarType.BYTES]: ['bytes', 0],
};

const TYPES: Readonly<Record<Family, Type>> = {
  int: INT,
  uint: UINT,
  double: DOUBLE,
  bool: BOOL,
  string: STRING,
  bytes: BYTES,
};

export const scalarType = (scalar: ScalarType): Type => TYPES[FAMILIES[scalar]![0]];

export function fromScalar(scalar: ScalarType, held: unknown): Value {
  const [family] = FAMILIES[scalar]!;
  if (family === 'int') return intOf(BigInt(held as number | bigint));
  if (family === 'uint') return new Uint(BigInt(held as number | bigint));
  return family === 'double' ? doubleOf(held as number) : (held as Value);
}

/** What protobuf keeps of the value. */
export function toScalar(scalar: ScalarType, value: Value): unknown {
  const [family, bits] = FAMILIES[scalar]!;
  if (typeName(value) !== family)
    return new Fault(`unsupported field type: ${family} is needed, not ${typeName(value)}`);
  if (family === 'double') return bits === 32 ? Math.fround(doubleValue(value)!) : doubleValue(value);
  if (family !== 'int' && family !== 'uint') return value;
  const whole = value instanceof Uint ? value.value : intValue(value)!;
  if (bits === 64) return whole;
  const [low, high] = family === 'uint' ? [0n, 1n << 32n] : [-(1n << 31n), 1n << 31n];
  return whole >= low && whole < high ? Number(whole) : new Fault(`range error: ${whole} is no ${family}32`);
}
