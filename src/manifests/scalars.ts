import type { Json } from '../model/json.ts';

/*
 * Plain scalars as sigs.k8s.io/yaml 1.6 (go.yaml.in/yaml/v2) resolves them: YAML 1.1 without sexagesimal numbers,
 * timestamps stay strings. `.inf` and `.nan`, which JSON cannot say and Kubernetes refuses, stay strings too.
 */

const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const PLAIN = 0;
const WORD = 1;
const NUMBER = 2;

/** What a scalar may be, by its first character. */
const HINTS = new Uint8Array(128);
for (const character of 'yYnNtTfFoO~') HINTS[character.charCodeAt(0)] = WORD;
for (const character of '0123456789+-.') HINTS[character.charCodeAt(0)] = NUMBER;

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const DOT_FLOAT = /^\.\d[\d_]*(?:[eE][-+]?\d+)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/;
const UINT64 = 2n ** 64n;
const INT64_LOW = -(2n ** 63n);

/** The value of the plain scalar `text[start, end)`. */
export function resolvePlain(text: string, start: number, end: number): Json {
  const first = text.charCodeAt(start);
  if (end === start) return null;
  const hint = first < 128 ? HINTS[first] : PLAIN;
  if (hint === PLAIN) return text.slice(start, end);
  if (hint === WORD) {
    const word = text.slice(start, end);
    if (end - start > 5) return word;
    const value = WORDS.get(word);
    return value === undefined ? word : value;
  }
  return resolveNumber(text, start, end, first);
}

/** The value of a whole plain scalar. */
export function resolveText(text: string): Json {
  return resolvePlain(text, 0, text.length);
}

/** Whether a plain scalar that says `text` would be read as something else than that string. */
export function isAmbiguous(text: string): boolean {
  return typeof resolveText(text) !== 'string' || /^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/.test(text);
}

/** The name that a plain map key gets: Kubernetes turns `on:` into "true", `0644:` into "420". */
export function keyName(raw: string): string {
  const value = resolveText(raw);
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return JSON.stringify(value);
  const exact = integerOf(raw.replaceAll('_', ''));
  return exact === undefined ? formatFloat32(value) : String(exact);
}

function resolveNumber(text: string, start: number, end: number, first: number): Json {
  if (end - start <= 15 && first >= 48 && (first !== 48 || end - start === 1)) {
    let value = 0;
    let position = start;
    for (; position < end; position++) {
      const digit = text.charCodeAt(position) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (position === end) return value;
  }
  return resolveSlowNumber(text.slice(start, end));
}

function resolveSlowNumber(raw: string): Json {
  if (raw.startsWith('.')) return DOT_FLOAT.test(raw) ? finite(raw.replaceAll('_', ''), raw) : raw;
  if (raw.length > 400) return raw;
  const plain = raw.includes('_') ? raw.replaceAll('_', '') : raw;
  const integer = integerOf(plain);
  if (integer !== undefined) return Number(integer);
  return FLOAT.test(plain) ? finite(plain, raw) : raw;
}

function finite(digits: string, raw: string): Json {
  const value = Number(digits);
  if (value === 0) return 0;
  return Number.isFinite(value) ? value : raw;
}

/** The integer that Go's ParseInt or ParseUint with base 0 reads, or undefined. */
function integerOf(plain: string): bigint | undefined {
  const match = INTEGER.exec(plain);
  if (!match) return undefined;
  const [, sign, hex, binary, octal, decimal] = match;
  const size = BigInt(decimal ?? (hex && `0x${hex}`) ?? (binary && `0b${binary}`) ?? `0o${octal}`);
  const value = sign === '-' ? -size : size;
  const high = sign === '+' ? -INT64_LOW : UINT64;
  return value >= INT64_LOW && value < high ? value : undefined;
}

/** Go's FormatFloat(value, 'g', -1, 32): the shortest digits that give the same 32-bit float. */
function formatFloat32(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '+Inf' : '-Inf';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits++;
  const [mantissa, exponent] = single.toExponential(digits - 1).split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(single.toPrecision(digits)));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
