/* `time.Duration`: nanoseconds in 64 bits. */

const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);
const SECOND = 1_000_000_000n;
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3_600n * SECOND,
};

const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
const LONGEST = 1_000;

/** `time.ParseDuration`: `1h30m`, `-1.5s`, `0`; undefined for what is none. */
export function parseDuration(text: string): bigint | undefined {
  if (text.length > LONGEST) return undefined;
  const isNegative = text.startsWith('-');
  const amount = text.replace(/^[+-]/, '');
  const total = amount === '0' ? 0n : sumOf(amount);
  if (total === undefined || total > (isNegative ? -MIN : MAX)) return undefined;
  return isNegative ? -total : total;
}

function sumOf(text: string): bigint | undefined {
  if (text === '') return undefined;
  let total = 0n;
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const [part, whole = '', fraction = '', unit = ''] = PART.exec(text) ?? [];
    if (part === undefined || (whole === '' && fraction === '')) return undefined;
    total += BigInt(whole || '0') * UNITS[unit]! + fractionOf(fraction, UNITS[unit]!);
  }
  return total;
}

/** With the rounding of Go, which counts it as a float. */
function fractionOf(digits: string, unit: bigint): bigint {
  if (digits === '') return 0n;
  const kept = digits.slice(0, 18);
  return BigInt(Math.trunc(Number(kept) * (Number(unit) / Number(`1e${kept.length}`))));
}

/** `Duration.String`: `1h30m0s`, `1.5s`, `150ms`, `0s`. */
export function formatDuration(nano: bigint): string {
  if (nano === 0n) return '0s';
  const sign = nano < 0n ? '-' : '';
  const amount = nano < 0n ? -nano : nano;
  if (amount < SECOND) return sign + formatSmall(amount);
  const hours = amount / UNITS['h']!;
  const minutes = (amount / UNITS['m']!) % 60n;
  const seconds = decimal(amount % UNITS['m']!, 9);
  const high = hours > 0n ? `${hours}h${minutes}m` : minutes > 0n ? `${minutes}m` : '';
  return `${sign}${high}${seconds}s`;
}

function formatSmall(amount: bigint): string {
  if (amount < 1_000n) return `${amount}ns`;
  if (amount < 1_000_000n) return `${decimal(amount, 3)}µs`;
  return `${decimal(amount, 6)}ms`;
}

/** An integer with its last `places` digits behind the point, without trailing zeros. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction && `.${fraction}`);
}

/** `Duration.Seconds`. */
export function toSeconds(nano: bigint): number {
  return Number(nano / SECOND) + Number(nano % SECOND) / 1e9;
}

/** The duration of that many seconds, as a conversion from a float gives it. */
export function fromSeconds(seconds: number): bigint {
  const nano = seconds * 1e9;
  // What a 64-bit register holds after a conversion that does not fit.
  return Math.abs(nano) < 2 ** 63 ? BigInt(Math.trunc(nano)) : MIN;
}

/** Sums and differences overflow as 64-bit integers do. */
export function wrap(nano: bigint): bigint {
  return BigInt.asIntN(64, nano);
}

/** `Time.Sub` ends at the longest duration. */
export function clamp(nano: bigint): bigint {
  return nano > MAX ? MAX : nano < MIN ? MIN : nano;
}
