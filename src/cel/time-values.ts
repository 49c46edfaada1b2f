import { CelObject, Fault, type Value } from './values.ts';

const SECOND = 1_000_000_000n;
/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999999999Z */
const MIN_TIME = -62_135_596_800n * SECOND;
const MAX_TIME = 253_402_300_800n * SECOND - 1n;
/** Durations are what an int64 of nanoseconds holds, as in cel-go. */
const MAX_SPAN = (1n << 63n) - 1n;

/** A moment, in nanoseconds since 1970. */
export class Timestamp extends CelObject {
  readonly typeName = 'google.protobuf.Timestamp';
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }

  override equals(other: Value): boolean {
    return other instanceof Timestamp && other.nanos === this.nanos;
  }
}

/** A length of time in nanoseconds. */
export class Duration extends CelObject {
  readonly typeName = 'google.protobuf.Duration';
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }

  override equals(other: Value): boolean {
    return other instanceof Duration && other.nanos === this.nanos;
  }
}

export function timestampOf(nanos: bigint): Timestamp | Fault {
  return nanos < MIN_TIME || nanos > MAX_TIME ? new Fault('timestamp out of range') : new Timestamp(nanos);
}

export function durationOf(nanos: bigint): Duration | Fault {
  return nanos < -MAX_SPAN - 1n || nanos > MAX_SPAN ? new Fault('duration out of range') : new Duration(nanos);
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** Reads RFC 3339. */
export function parseTimestamp(text: string): Timestamp | Fault {
  const match = TIME.exec(text);
  const fault = () => new Fault(`"${text.slice(0, 40)}" is no timestamp of RFC 3339, or out of range`);
  if (!match) return fault();
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = match;
  const parts = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(0);
  date.setUTCFullYear(parts[0], parts[1] - 1, parts[2]);
  date.setUTCHours(parts[3], parts[4], parts[5], 0);
  const kept = [
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  if (kept.some((part, i) => part !== parts[i + 1])) return fault();
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute)) * 60;
  const seconds = BigInt(date.getTime() / 1000 - offset);
  const result = timestampOf(seconds * SECOND + BigInt(fraction.padEnd(9, '0')));
  return result instanceof Fault ? fault() : result;
}

export function showTimestamp({ nanos }: Timestamp): string {
  const fraction = ((nanos % SECOND) + SECOND) % SECOND;
  const seconds = (nanos - fraction) / SECOND;
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return `${text}${fractionText(fraction)}Z`;
}

function fractionText(nanos: bigint): string {
  const digits = nanos.toString().padStart(9, '0').replace(/0+$/, '');
  return digits && `.${digits}`;
}

export function showDuration({ nanos }: Duration): string {
  const positive = nanos < 0n ? -nanos : nanos;
  return `${nanos < 0n ? '-' : ''}${positive / SECOND}${fractionText(positive % SECOND)}s`;
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};

/** Reads `1h30m`, `-1.5s`, as Go's time.ParseDuration. */
export function parseDuration(text: string): Duration | Fault {
  const fault = () => new Fault(`"${text.slice(0, 40)}" is no duration, or out of range`);
  const [, sign, body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (body === '0') return new Duration(0n);
  if (body === '' || body.length > 100) return fault();
  const part = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
  let total = 0n;
  while (part.lastIndex < body.length) {
    const nanos = nanosOf(part.exec(body));
    if (nanos === undefined) return fault();
    total += nanos;
  }
  const result = durationOf(sign === '-' ? -total : total);
  return result instanceof Fault ? fault() : result;
}

/** The nanoseconds of one number with its unit. */
function nanosOf(match: readonly (string | undefined)[] | null): bigint | undefined {
  const [, whole = '', fraction = '', unit = ''] = match ?? [];
  const size = UNITS[unit];
  if (size === undefined || whole + fraction === '') return undefined;
  return BigInt(whole || '0') * size + (fraction ? (BigInt(fraction) * size) / 10n ** BigInt(fraction.length) : 0n);
}
