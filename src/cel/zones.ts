import { Fault } from './values.ts';
import type { Timestamp } from './time-values.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATS = 64;

/** The moment as a Date whose UTC parts are those of the zone: a name of the tz database, or `+11:00`. */
export function localDate({ nanos }: Timestamp, zone?: string): Date | Fault {
  const milliseconds = Number(nanos / 1_000_000n) - (nanos % 1_000_000n < 0n ? 1 : 0);
  if (zone === undefined || zone === 'UTC' || zone === '') return new Date(milliseconds);
  const fixed = /^([+-]?)(\d\d):(\d\d)$/.exec(zone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
    return new Date(milliseconds + (fixed[1] === '-' ? -minutes : minutes) * 60_000);
  }
  const format = formatOf(zone);
  return format ? shifted(format, milliseconds) : new Fault(`there is no time zone "${zone.slice(0, 40)}"`);
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const kept = formats.get(zone);
  if (kept) return kept;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      era: 'short',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formats.size >= MAX_FORMATS) formats.clear();
    formats.set(zone, format);
    return format;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function shifted(format: Intl.DateTimeFormat, milliseconds: number): Date {
  const parts: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(milliseconds)) parts[type] = value;
  const part = (name: string): number => Number(parts[name]);
  const year = parts['era']?.startsWith('B') ? 1 - part('year') : part('year');
  const date = new Date(0);
  date.setUTCFullYear(year, part('month') - 1, part('day'));
  date.setUTCHours(part('hour'), part('minute'), part('second'), ((milliseconds % 1000) + 1000) % 1000);
  return date;
}
