import { FunctionFailure } from '../error.ts';
import { daysIn, timeOf, type Time } from './time.ts';

/* `time.Parse`: a layout shows how the reference time `Mon Jan 2 15:04:05 MST 2006` would be written. */

export const RFC3339 = '2006-01-02T15:04:05Z07:00';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Longest first where one begins another; `Jan` and `Mon` only where no small letter follows. */
const ELEMENT =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|-07:00:00|-070000|-07:00|-0700|-07|Z07:00:00|Z070000|Z07:00|Z0700|Z07|__2|_2(?!006)|002|0[1-6]|15|PM|pm|[.,](?:0+|9+)(?!\d)|[1-5]/g;

interface Parts {
  year: number;
  month: number;
  day: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
  nano: number;
  offset: number;
  /** Of a zone that only has a name: shown, but not counted. */
  nominal: number;
  half: '' | 'AM' | 'PM';
}

/** What is left of the text after an element, whose value it stores; undefined where it does not fit. */
type Read = (text: string, parts: Parts) => string | undefined;

/** @throws FunctionFailure where the text is not of the layout, or names a day that is none. */
export function parseTime(layout: string, text: string): Time {
  const parts: Parts = {
    year: 0,
    month: -1,
    day: -1,
    yearDay: -1,
    hour: 0,
    minute: 0,
    second: 0,
    nano: 0,
    offset: 0,
    nominal: 0,
    half: '',
  };
  const elements = [...layout.matchAll(ELEMENT)];
  let rest: string | undefined = text;
  let copied = 0;
  for (const [i, { 0: element, index }] of elements.entries()) {
    rest = skip(rest, layout.slice(copied, index));
    copied = index + element.length;
    const value =
      rest === undefined ? undefined : (READERS.get(element)?.(rest, parts) ?? fractionOf(element, rest, parts));
    if (value === undefined) throw failure(layout, text, ` as "${element}"`);
    rest = isSecond(element) && !/^[.,]/.test(elements[i + 1]?.[0] ?? '') ? looseFraction(value, parts) : value;
  }
  rest = skip(rest, layout.slice(copied));
  if (rest === undefined) throw failure(layout, text, '');
  if (rest !== '') throw failure(layout, text, `: extra text: "${rest}"`);
  return assemble(parts, layout, text);
}

function failure(layout: string, text: string, why: string): FunctionFailure {
  return new FunctionFailure(`cannot parse "${text}" by the layout "${layout}"${why}`);
}

/** Spaces of the layout, however many, match any number of them. */
function skip(text: string | undefined, prefix: string): string | undefined {
  let rest = text;
  for (const character of prefix.replaceAll(/ +/g, ' ')) {
    if (rest === undefined) return undefined;
    if (character === ' ') {
      if (rest !== '' && rest[0] !== ' ') return undefined;
      rest = rest.replace(/^ +/, '');
    } else rest = rest.startsWith(character) ? rest.slice(character.length) : undefined;
  }
  return rest;
}

function isSecond(element: string): boolean {
  return element === '5' || element === '05';
}

/** Seconds may have a fraction that the layout does not show. */
function looseFraction(text: string, parts: Parts): string {
  const found = /^[.,](\d+)/.exec(text);
  if (!found) return text;
  parts.nano = nanoOf(found[1]!);
  return text.slice(found[0].length);
}

function fractionOf(element: string, text: string, parts: Parts): string | undefined {
  if (!/^[.,]/.test(element)) return undefined;
  // Nines may be left out altogether; zeros give the number of digits.
  const pattern = element[1] === '9' ? /^[.,](\d+)/ : new RegExp(`^[.,](\\d{${Math.min(element.length - 1, 100)}})`);
  const found = pattern.exec(text);
  if (!found) return element[1] === '9' && !/^[.,]/.test(text) ? text : undefined;
  parts.nano = nanoOf(found[1]!);
  return text.slice(found[0].length);
}

function nanoOf(digits: string): number {
  return Number(digits.slice(0, 9).padEnd(9, '0'));
}

function digits(
  pattern: RegExp,
  key: Exclude<keyof Parts, 'half'>,
  low: number,
  high: number,
  of = (n: number) => n,
): Read {
  return (text, parts) => {
    const found = pattern.exec(text);
    const value = Number(found?.[1]);
    if (!found || value < low || value > high) return undefined;
    parts[key] = of(value);
    return text.slice(found[0].length);
  };
}

function word(
  names: readonly string[],
  length: number | undefined,
  store?: (parts: Parts, index: number) => void,
): Read {
  return (text, parts) => {
    for (const [i, name] of names.entries()) {
      const wanted = name.slice(0, length);
      if (text.slice(0, wanted.length).toLowerCase() !== wanted.toLowerCase()) continue;
      store?.(parts, i);
      return text.slice(wanted.length);
    }
    return undefined;
  };
}

const setMonth = (parts: Parts, i: number) => void (parts.month = i + 1);
const half =
  (names: readonly ['AM' | 'am', 'PM' | 'pm']): Read =>
  (text, parts) => {
    const found = names.find((name) => text.startsWith(name));
    if (!found) return undefined;
    parts.half = found.toUpperCase() as 'AM' | 'PM';
    return text.slice(2);
  };

function zone(shape: RegExp, mayBeZ: boolean): Read {
  return (text, parts) => {
    if (mayBeZ && text.startsWith('Z')) return text.slice(1);
    const found = shape.exec(text);
    if (!found) return undefined;
    const [hours = 0, minutes = 0, seconds = 0] = found.slice(2).map((n) => Number(n ?? 0));
    if (hours > 24 || minutes > 60 || seconds > 60) return undefined;
    parts.offset = (found[1] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
    return text.slice(found[0].length);
  };
}

/** An abbreviation says nothing certain but for UTC, and `GMT+3`. */
function abbreviation(text: string, parts: Parts): string | undefined {
  const found = /^(?:GMT([+-]\d{1,2})?|ChST|MeST|WITA|[+-]\d\d|[A-Z]{3,4}(?:T)?)/.exec(text);
  if (!found) return undefined;
  if (found[1]) parts.nominal = Number(found[1]) * 3600;
  return text.slice(found[0].length);
}

const ZONES: readonly [string, RegExp][] = [
  ['07', /^([+-])(\d\d)/],
  ['0700', /^([+-])(\d\d)(\d\d)/],
  ['07:00', /^([+-])(\d\d):(\d\d)/],
  ['070000', /^([+-])(\d\d)(\d\d)(\d\d)/],
  ['07:00:00', /^([+-])(\d\d):(\d\d):(\d\d)/],
];

const LOOSE = /^(\d\d?)/;
const TWO = /^(\d\d)/;
const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['January', word(MONTHS, undefined, setMonth)],
  ['Jan', word(MONTHS, 3, setMonth)],
  ['Monday', word(DAYS, undefined)],
  ['Mon', word(DAYS, 3)],
  ['2006', digits(/^(\d{4})/, 'year', 0, 9999)],
  ['06', digits(TWO, 'year', 0, 99, (n) => (n >= 69 ? n + 1900 : n + 2000))],
  ['01', digits(TWO, 'month', 1, 12)],
  ['1', digits(LOOSE, 'month', 1, 12)],
  ['02', digits(TWO, 'day', 0, 99)],
  ['2', digits(LOOSE, 'day', 0, 99)],
  ['_2', digits(/^ ?(\d\d?)/, 'day', 0, 99)],
  ['002', digits(/^(\d{3})/, 'yearDay', 0, 999)],
  ['__2', digits(/^ {0,2}(\d{1,3})/, 'yearDay', 0, 999)],
  ['15', digits(LOOSE, 'hour', 0, 23)],
  ['03', digits(TWO, 'hour', 0, 12)],
  ['3', digits(LOOSE, 'hour', 0, 12)],
  ['04', digits(TWO, 'minute', 0, 59)],
  ['4', digits(LOOSE, 'minute', 0, 59)],
  ['05', digits(TWO, 'second', 0, 59)],
  ['5', digits(LOOSE, 'second', 0, 59)],
  ['PM', half(['AM', 'PM'])],
  ['pm', half(['am', 'pm'])],
  ['MST', abbreviation],
  ...ZONES.flatMap(([shape, pattern]): [string, Read][] => [
    [`-${shape}`, zone(pattern, false)],
    [`Z${shape}`, zone(pattern, true)],
  ]),
]);

function assemble(parts: Parts, layout: string, text: string): Time {
  const date = parts.yearDay < 0 ? { month: parts.month, day: parts.day } : dateOf(parts);
  if (!date) throw failure(layout, text, ': day-of-year out of range');
  const [month, day] = [Math.max(date.month, 1), date.day < 0 ? 1 : date.day];
  if (day < 1 || day > daysIn(parts.year, month)) throw failure(layout, text, ': day out of range');
  const time = timeOf({ ...parts, month, day, hour: hourOf(parts) });
  return parts.nominal === 0 ? time : { ...time, offset: parts.nominal };
}

function hourOf({ half, hour }: Parts): number {
  if (half === 'PM' && hour < 12) return hour + 12;
  return half === 'AM' && hour === 12 ? 0 : hour;
}

/** The month and day of a day of the year, if they agree with those that were read. */
function dateOf({ year, yearDay, month, day }: Parts): { month: number; day: number } | undefined {
  let left = yearDay;
  let at = 1;
  while (at <= 12 && left > daysIn(year, at)) left -= daysIn(year, at++);
  if (left < 1 || at > 12) return undefined;
  return (month < 0 || month === at) && (day < 0 || day === left) ? { month: at, day: left } : undefined;
}
