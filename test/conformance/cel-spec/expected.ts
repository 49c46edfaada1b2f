import type { ExprValue } from '@bufbuild/cel-spec/cel/expr/eval_pb.js';
import type { Value as SpecValue } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import type { Any } from '@bufbuild/protobuf/wkt';
import { equals } from '../../../src/cel/compare.ts';
import {
  CelMap, TypeValue, Uint, doubleOf, entriesOf, intOf, isMap, typeName, type Value,
} from '../../../src/cel/values.ts';

/** The value that a test names. */
export function valueOf(value: SpecValue | undefined, unpack: (any: Any) => Value): Value {
  if (!value) return null;
  const { case: name, value: held } = value.kind;
  switch (name) {
    case 'boolValue':
    case 'stringValue':
    case 'bytesValue':
      return held;
    case 'int64Value':
      return intOf(held);
    case 'uint64Value':
      return new Uint(held);
    case 'doubleValue':
      return doubleOf(held);
    case 'enumValue':
      return held.value;
    case 'objectValue':
      return unpack(held);
    case 'typeValue':
      return new TypeValue(held);
    case 'listValue':
      return held.values.map((item) => valueOf(item, unpack));
    case 'mapValue': {
      const map = new CelMap();
      for (const entry of held.entries) map.add(valueOf(entry.key, unpack), valueOf(entry.value, unpack));
      return map;
    }
    default:
      return null;
  }
}

export function bindingOf(value: ExprValue, unpack: (any: Any) => Value): Value | undefined {
  return value.kind.case === 'value' ? valueOf(value.kind.value, unpack) : undefined;
}

/** Equal and of one type, all the way down. */
export function same(a: Value, b: Value): boolean {
  if (typeName(a) !== typeName(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item: Value, i) => same(item, b[i] as Value));
  if (isMap(a) && isMap(b)) {
    const others = entriesOf(b);
    const mine = entriesOf(a);
    return mine.length === others.length && mine.every(([key, value]) => others.some(([k, v]) => same(key, k) && same(value, v)));
  }
  return equals(a, b) || (typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b));
}
