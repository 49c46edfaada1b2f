import { doubleValue, intValue } from '../arithmetic.ts';
import { decodeUtf8 } from '../convert.ts';
import { Duration, Timestamp, showDuration, showTimestamp } from '../time-values.ts';
import { Fault, TypeValue, Uint, entriesOf, isMap, typeName, type Value } from '../values.ts';

const CLAUSE = /%(?:(%)|(?:\.(\d{1,4}))?(.)|$)/gsu;
const MAX_PRECISION = 100;
const MAX_RESULT = 10_000_000;

/** `"%s is %d".format([a, b])`, as cel-go's ext/formatting.go has it in English. */
export function format(text: string, args: Value[]): string | Fault {
  let out = '';
  let at = 0;
  let next = 0;
  for (const { 0: all, 1: percent, 2: precision, 3: clause, index } of text.matchAll(CLAUSE)) {
    out += text.slice(at, index);
    at = index + all.length;
    if (percent) {
      out += '%';
      continue;
    }
    const write = clause === undefined ? undefined : CLAUSES[clause];
    if (!write) return new Fault(`could not parse formatting clause: unrecognized formatting clause "${clause ?? ''}"`);
    if (next >= args.length) return new Fault(`index ${next} out of range`);
    const digits = Number(precision ?? 6);
    if (digits > MAX_PRECISION)
      return new Fault(`could not parse formatting clause: the precision ${digits} is too large`);
    const written = write(args[next++]!, digits);
    if (written instanceof Fault) return new Fault(`error during formatting: ${written.message}`);
    out += written;
    if (out.length > MAX_RESULT) return new Fault('error during formatting: the text is too long');
  }
  return out + text.slice(at);
}

type Clause = (value: Value, digits: number) => string | Fault;

const CLAUSES: Readonly<Record<string, Clause>> = {
  s: (value) => showText(value),
  d: (value) =>
    whole(value)?.toString() ?? special(value) ?? wrong('decimal clause can only be used on integers', value),
  f: (value, digits) => double(value, (x) => fixed(x, digits), 'fixed-point'),
  e: (value, digits) => double(value, (x) => x.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2'), 'scientific'),
  b: (value) =>
    typeof value === 'boolean'
      ? String(Number(value))
      : (radix(value, 2) ?? wrong('only integers and bools can be formatted as binary', value)),
  o: (value) => radix(value, 8) ?? wrong('octal clause can only be used on integers', value),
  x: hex,
  X: (value) => {
    const text = hex(value);
    return typeof text === 'string' ? text.toUpperCase() : text;
  },
};

const wrong = (rule: string, value: Value): Fault => new Fault(`${rule}, was given ${typeName(value)}`);

const whole = (value: Value): bigint | undefined => (value instanceof Uint ? value.value : intValue(value));

const radix = (value: Value, base: number): string | undefined => whole(value)?.toString(base);

function hex(value: Value): string | Fault {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  if (bytes instanceof Uint8Array) return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return radix(value, 16) ?? wrong('only integers, byte buffers, and strings can be formatted as hex', value);
}

/** NaN and the infinities are written out in every clause. */
function special(value: Value): string | undefined {
  const x = doubleValue(value);
  return x === undefined || Number.isFinite(x) ? undefined : String(x);
}

function double(value: Value, write: (x: number) => string, name: string): string | Fault {
  const x = doubleValue(value);
  return x === undefined ? wrong(`${name} clause can only be used on doubles`, value) : (special(value) ?? write(x));
}

/** Rounds halves to even, which toFixed does not. */
function fixed(x: number, digits: number): string {
  if (Math.abs(x) >= 1e21) return `${BigInt(x)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  const rounded = x.toFixed(digits);
  const exact = x.toFixed(MAX_PRECISION);
  const cut = exact.indexOf('.') + (digits > 0 ? digits + 1 : 0);
  const rest = exact.slice(digits > 0 ? cut : cut + 1);
  const isTie = /^50*$/.test(rest) && digits < MAX_PRECISION;
  return isTie && Number(rounded.at(-1)) % 2 === 1 ? exact.slice(0, cut) : rounded;
}

function showText(value: Value): string | Fault {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return String(value);
  const int = whole(value);
  if (int !== undefined) return int.toString();
  const x = doubleValue(value);
  if (x !== undefined) return special(value) ?? plain(x);
  return showObject(value as object);
}

/** The shortest digits without an exponent. */
function plain(x: number): string {
  if (Object.is(x, -0)) return '-0';
  const text = String(x);
  if (!text.includes('e')) return text;
  return Math.abs(x) >= 1 ? BigInt(x).toString() : x.toFixed(MAX_PRECISION).replace(/0+$/, '');
}

function showObject(value: object): string | Fault {
  if (value instanceof Uint8Array) return decodeUtf8(value);
  if (value instanceof TypeValue) return value.name;
  if (value instanceof Timestamp) return showTimestamp(value);
  if (value instanceof Duration) return showDuration(value);
  if (Array.isArray(value)) {
    const items = all((value as Value[]).map(showText));
    return items instanceof Fault ? items : `[${items.join(', ')}]`;
  }
  if (!isMap(value))
    return wrong(
      'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
      value,
    );
  const entries = all(entriesOf(value).map(([key, item]) => pair(showText(key), showText(item))));
  return entries instanceof Fault ? entries : `{${entries.sort((a, b) => (a < b ? -1 : 1)).join(', ')}}`;
}

const pair = (key: string | Fault, value: string | Fault): string | Fault => {
  if (key instanceof Fault) return key;
  return value instanceof Fault ? value : `${key}: ${value}`;
};

function all(texts: (string | Fault)[]): string[] | Fault {
  return texts.find((text) => text instanceof Fault) ?? (texts as string[]);
}
