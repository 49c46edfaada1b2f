import { isZero } from '../arithmetic.ts';
import { overloads, type Library } from '../library.ts';
import { Fault, Optional, type Value } from '../values.ts';

const keep = (value: Value, isThere: boolean): Optional => (isThere ? new Optional(value) : Optional.none);

/** Values that may be missing (cel-go, cel/library.go, OptionalTypes). */
export const optionals: Library = {
  name: 'optionals',
  types: ['optional_type'],
  overloads: overloads({
    'optional.of(A): optional<A>': (value: Value) => new Optional(value),
    'optional.ofNonZeroValue(A): optional<A>': (value: Value) => keep(value, !isZero(value)),
    'optional.none(): optional<A>': () => Optional.none,
    'optional.unwrap(list<optional<A>>): list<A>': present,
    '<list<optional<A>>>.unwrapOpt(): list<A>': present,
    '<optional<A>>.hasValue(): bool': ({ value }: Optional) => value !== undefined,
    '<optional<A>>.value(): A': ({ value }: Optional) =>
      value === undefined ? new Fault('optional.none() dereference') : value,
    '<optional<A>>.or(optional<A>): optional<A>': (first: Optional, second: Optional) =>
      first.value === undefined ? second : first,
    '<optional<A>>.orValue(A): A': ({ value }: Optional, otherwise: Value) => (value === undefined ? otherwise : value),
    '<list<A>>.first(): optional<A>': (list: Value[]) => keep(list[0]!, list.length > 0),
    '<list<A>>.last(): optional<A>': (list: Value[]) => keep(list.at(-1)!, list.length > 0),
  }),
};

function present(list: Value[]): Value[] {
  return list.flatMap((item) => (item instanceof Optional && item.value !== undefined ? [item.value] : []));
}
