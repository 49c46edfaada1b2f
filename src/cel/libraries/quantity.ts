import { reading } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { CelObject, Fault, doubleOf, intOf, type Value } from '../values.ts';
import { intValue } from '../arithmetic.ts';

/** An exact decimal: `digits` times ten to the `exponent`. */
export class Quantity extends CelObject {
  readonly typeName = 'kubernetes.Quantity';
  readonly digits: bigint;
  readonly exponent: number;
  /** Whether Kubernetes keeps it as an int64: only then can it be an integer there. */
  readonly isSmall: boolean;

  constructor(digits: bigint, exponent: number, isSmall: boolean) {
    super();
    this.digits = digits;
    this.exponent = exponent;
    this.isSmall = isSmall;
  }

  override equals(other: Value): boolean {
    return other instanceof Quantity && compare(this, other) === 0;
  }
}

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const QUANTITY = /^([+-]?)(\d+\.?\d*|\.\d+|(?=[numkMGTPE]))(?:([eE][+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;
const MAX_DIGITS = 100;

/** Reads `1.5Gi` (k8s.io/apimachinery, resource.ParseQuantity). */
export function parseQuantity(text: string): Quantity | undefined {
  const [all, sign, number = '', power, suffix = ''] = QUANTITY.exec(text) ?? [];
  if (all === undefined || all.length > MAX_DIGITS) return undefined;
  const [whole = '', fraction = ''] = number.split('.');
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const binary = BINARY.indexOf(suffix);
  if (binary >= 0) {
    const isSmall = fraction === '' && 14 - whole.length - 3 * (binary + 1) >= 0;
    return capped(bounded(digits << BigInt(10 * (binary + 1)), -fraction.length, isSmall));
  }
  const scale = power === undefined ? DECIMAL[suffix]! : Number(power.slice(1));
  return bounded(digits, scale - fraction.length, whole.length + fraction.length <= MOST_DIGITS);
}

/** Digits that an int64 surely holds. */
const MOST_DIGITS = 18;
const LEAST_EXPONENT = -9;
const LARGEST = (1n << 63n) - 1n;

/** Finer than a billionth is rounded up, away from zero. */
function bounded(digits: bigint, exponent: number, isSmall: boolean): Quantity {
  const sign = digits < 0n ? -1n : 1n;
  let size = digits * sign;
  let own = exponent;
  if (own < LEAST_EXPONENT) {
    const unit = 10n ** BigInt(LEAST_EXPONENT - own);
    size = (size + unit - 1n) / unit;
    own = LEAST_EXPONENT;
  }
  return new Quantity(sign * size, own, isSmall);
}

/** Powers of two beyond an int64 are the largest one. */
function capped(quantity: Quantity): Quantity {
  const largest = new Quantity(quantity.digits < 0n ? -LARGEST : LARGEST, 0, false);
  return compare(quantity, largest) * signOf(quantity) > 0 ? largest : quantity;
}

/** Both as multiples of one power of ten. */
function aligned(a: Quantity, b: Quantity): readonly [a: bigint, b: bigint, exponent: number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = ({ digits, exponent: own }: Quantity): bigint => digits * 10n ** BigInt(own - exponent);
  return [scale(a), scale(b), exponent];
}

function compare(a: Quantity, b: Quantity): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : Number(x > y);
}

/** The whole number that it is; undefined where it was written with a fraction, even `1.0`, or is beyond an int. */
function wholeOf({ digits, exponent, isSmall }: Quantity): bigint | undefined {
  if (exponent < 0 || !isSmall) return undefined;
  const whole = digits * 10n ** BigInt(exponent);
  return BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

const numberOf = ({ digits, exponent }: Quantity): number => Number(digits) * Number(`1e${exponent}`);

type Other = Quantity | number | bigint;

function plus(a: Quantity, b: Other, sign: bigint): Quantity {
  const other = b instanceof Quantity ? b : new Quantity(intValue(b) ?? 0n, 0, true);
  const [x, y, exponent] = aligned(a, other);
  const sum = x + sign * y;
  return new Quantity(sum, exponent, a.isSmall && other.isSmall && BigInt.asIntN(64, sum) === sum);
}

const signOf = ({ digits }: Quantity): number => (digits < 0n ? -1 : Number(digits > 0n));
const Q = 'kubernetes.Quantity';

/** k8s.io/apiserver, cel/library/quantity.go */
export const quantity: Library = {
  name: 'kubernetes.quantity',
  types: [Q],
  overloads: [
    ...overloads(
      {
        [`quantity(string): ${Q}`]: (text: string) =>
          parseQuantity(text) ?? new Fault(`"${text.slice(0, 40)}" is no quantity`),
        'isQuantity(string): bool': (text: string) => parseQuantity(text) !== undefined,
      },
      reading,
    ),
    ...overloads({
      [`<${Q}>.sign(): int`]: signOf,
      [`<${Q}>.isInteger(): bool`]: (q: Quantity) => wholeOf(q) !== undefined,
      [`<${Q}>.asInteger(): int`]: (q: Quantity) => {
        const whole = wholeOf(q);
        return whole === undefined ? new Fault('cannot convert value to integer') : intOf(whole);
      },
      [`<${Q}>.asApproximateFloat(): double`]: (q: Quantity) => doubleOf(numberOf(q)),
      [`<${Q}>.isGreaterThan(${Q}): bool`]: (a: Quantity, b: Quantity) => compare(a, b) > 0,
      [`<${Q}>.isLessThan(${Q}): bool`]: (a: Quantity, b: Quantity) => compare(a, b) < 0,
      [`<${Q}>.compareTo(${Q}): int`]: compare,
      [`<${Q}>.add(${Q}): ${Q}`]: (a: Quantity, b: Other) => plus(a, b, 1n),
      [`<${Q}>.add(int): ${Q}`]: (a: Quantity, b: Other) => plus(a, b, 1n),
      [`<${Q}>.sub(${Q}): ${Q}`]: (a: Quantity, b: Other) => plus(a, b, -1n),
      [`<${Q}>.sub(int): ${Q}`]: (a: Quantity, b: Other) => plus(a, b, -1n),
    }),
  ],
};
