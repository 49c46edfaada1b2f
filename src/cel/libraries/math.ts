import { intValue, intResult, noOverload } from '../arithmetic.ts';
import { order } from '../compare.ts';
import { generic, overloads, type Library } from '../library.ts';
import { Fault, typeName, type Value } from '../values.ts';

const MASK = (1n << 64n) - 1n;
const NUMBERS: ReadonlySet<string> = new Set(['int', 'uint', 'double']);

/** The least or the greatest: of a list, or of the arguments. */
function extreme(name: string, sign: 1 | -1) {
  return (...args: Value[]): Value => {
    const [only] = args;
    const values = args.length === 1 && Array.isArray(only) ? (only as Value[]) : args;
    if (values.length === 0) return new Fault(`${name}() of an empty list`);
    let best = values[0] as Value;
    for (const value of values) {
      if (!NUMBERS.has(typeName(value))) return noOverload(name, value);
      const found = order(value, best);
      if (found instanceof Fault) return found;
      if (found !== undefined && found * sign > 0) best = value;
    }
    return best;
  };
}

const MAX_ARGUMENTS = 12;

function extremes(name: string, sign: 1 | -1) {
  const run = extreme(name, sign);
  const many = Array.from(
    { length: MAX_ARGUMENTS - 2 },
    (_, i) =>
      `${name}(${Array(i + 3)
        .fill('dyn')
        .join(', ')}): dyn`,
  );
  const same = ['int', 'uint', 'double'];
  return generic(run, [
    ...same.map((type) => `${name}(${type}): ${type}`),
    ...same.map((type) => `${name}(${type}, ${type}): ${type}`),
    ...same.flatMap((a) => same.filter((b) => b !== a).map((b) => `${name}(${a}, ${b}): dyn`)),
    ...same.map((type) => `${name}(list<${type}>): ${type}`),
    ...many,
  ]);
}

/** Halves away from zero. */
function round(x: number): number {
  return Math.sign(x) * Math.round(Math.abs(x));
}

const signed = (value: bigint): bigint => BigInt.asIntN(64, value);
const int = (value: number | bigint): bigint => intValue(value)!;

function shift(value: bigint, by: number | bigint, move: (value: bigint, by: bigint) => bigint): bigint | Fault {
  const count = int(by);
  if (count < 0n) return new Fault('negative offset: the offset of a shift is at least 0');
  return count > 63n ? 0n : move(value & MASK, count);
}

const left = (value: bigint, by: bigint): bigint => (value << by) & MASK;
const right = (value: bigint, by: bigint): bigint => value >> by;

const asSigned = (value: bigint | Fault): Value => (value instanceof Fault ? value : intResult(signed(value)));

/** cel-go, ext/math.go */
export const math: Library = {
  name: 'math',
  overloads: [
    ...extremes('math.greatest', 1),
    ...extremes('math.least', -1),
    ...overloads({
      'math.ceil(double): double': Math.ceil,
      'math.floor(double): double': Math.floor,
      'math.round(double): double': round,
      'math.trunc(double): double': Math.trunc,
      'math.abs(int): int': (x: number | bigint) => (x < 0 ? -int(x) : x),
      'math.abs(uint): uint': (x: bigint) => x,
      'math.abs(double): double': Math.abs,
      'math.sign(int): int': (x: number | bigint) => (x < 0 ? -1 : Number(x > 0)),
      'math.sign(uint): uint': (x: bigint) => (x > 0n ? 1n : 0n),
      'math.sign(double): double': Math.sign,
      'math.sqrt(int): double': (x: number | bigint) => Math.sqrt(Number(x)),
      'math.sqrt(uint): double': (x: bigint) => Math.sqrt(Number(x)),
      'math.sqrt(double): double': Math.sqrt,
      'math.isNaN(double): bool': Number.isNaN,
      'math.isInf(double): bool': (x: number) => Math.abs(x) === Infinity,
      'math.isFinite(double): bool': Number.isFinite,
      'math.bitAnd(int, int): int': (a: number | bigint, b: number | bigint) => int(a) & int(b),
      'math.bitAnd(uint, uint): uint': (a: bigint, b: bigint) => a & b,
      'math.bitOr(int, int): int': (a: number | bigint, b: number | bigint) => int(a) | int(b),
      'math.bitOr(uint, uint): uint': (a: bigint, b: bigint) => a | b,
      'math.bitXor(int, int): int': (a: number | bigint, b: number | bigint) => int(a) ^ int(b),
      'math.bitXor(uint, uint): uint': (a: bigint, b: bigint) => a ^ b,
      'math.bitNot(int): int': (x: number | bigint) => ~int(x),
      'math.bitNot(uint): uint': (x: bigint) => ~x & MASK,
      'math.bitShiftLeft(int, int): int': (x: number | bigint, by: number | bigint) =>
        asSigned(shift(int(x), by, left)),
      'math.bitShiftLeft(uint, int): uint': (x: bigint, by: number | bigint) => shift(x, by, left),
      'math.bitShiftRight(int, int): int': (x: number | bigint, by: number | bigint) =>
        asSigned(shift(int(x), by, right)),
      'math.bitShiftRight(uint, int): uint': (x: bigint, by: number | bigint) => shift(x, by, right),
    }),
  ],
};
