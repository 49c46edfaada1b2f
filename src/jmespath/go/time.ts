/* `time.Time`: nanoseconds since 1970 with an offset from UTC. */

export interface Time {
  readonly nano: bigint;
  /** Seconds east of UTC. */
  readonly offset: number;
}

export interface Fields {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nano: number;
  readonly offset: number;
}

const NANO = 1_000_000_000n;
const DAY = 86_400;
/** From the first day of year 1 to 1970, in seconds: what Go truncates from. */
const SINCE_YEAR_1 = 62_135_596_800n;

export function timeOf(fields: Fields): Time {
  const days = daysBefore(fields.year, fields.month) + fields.day - 1;
  const seconds = days * DAY + fields.hour * 3600 + fields.minute * 60 + fields.second - fields.offset;
  return { nano: BigInt(seconds) * NANO + BigInt(fields.nano), offset: fields.offset };
}

export function fieldsOf({ nano, offset }: Time): Fields & { readonly weekday: number } {
  const local = floorDivide(nano, NANO) + BigInt(offset);
  const days = Number(floorDivide(local, BigInt(DAY)));
  const inDay = Number(local - BigInt(days) * BigInt(DAY));
  return {
    ...civil(days),
    hour: Math.floor(inDay / 3600),
    minute: Math.floor(inDay / 60) % 60,
    second: inDay % 60,
    nano: Number(nano - floorDivide(nano, NANO) * NANO),
    offset,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** `Format(time.RFC3339)`: without parts of a second. */
export function formatRfc3339(time: Time): string {
  const { year, month, day, hour, minute, second, offset } = fieldsOf(time);
  const date = `${year < 0 ? '-' : ''}${pad(Math.abs(year), 4)}-${pad(month)}-${pad(day)}`;
  const minutes = Math.trunc(Math.abs(offset) / 60);
  const zone = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return `${date}T${pad(hour)}:${pad(minute)}:${pad(second)}${zone}`;
}

/** `Time.Truncate`: down to a multiple since year 1. */
export function truncateTime(time: Time, duration: bigint): Time {
  if (duration <= 0n) return time;
  const since = time.nano + SINCE_YEAR_1 * NANO;
  const past = since - floorDivide(since, duration) * duration;
  return { ...time, nano: time.nano - past };
}

export function daysIn(year: number, month: number): number {
  return daysBefore(year, month + 1) - daysBefore(year, month);
}

/** Days from 1970 to the first of a month; 13 is January of the next year. */
function daysBefore(year: number, month: number): number {
  // Counted in years that begin with March, so that the leap day is the last.
  const y = month <= 2 ? year - 1 : year;
  const m = (month + 9) % 12;
  const shifted = month > 12 ? year : y;
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    Math.floor((153 * m + 2) / 5) -
    719_468
  );
}

function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const inEra = shifted - era * 146_097;
  const yearInEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * yearInEra + Math.floor(yearInEra / 4) - Math.floor(yearInEra / 100));
  const m = Math.floor((5 * inYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return { year: yearInEra + era * 400 + (month <= 2 ? 1 : 0), month, day: inYear - Math.floor((153 * m + 2) / 5) + 1 };
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

function pad(n: number, width = 2): string {
  return String(n).padStart(width, '0');
}
