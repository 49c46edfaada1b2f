import { CelError } from './error.ts';
import { doubleOf, intOf, Uint, type Value } from './values.ts';

const MAX_UINT = (1n << 64n) - 1n;
/** A minus before the number is read later: 2^63 itself is allowed until then. */
const MAX_INT_MAGNITUDE = 1n << 63n;

/** The number that is written; undefined where it is out of range. 2^63 is left to whoever reads the sign. */
export function readNumber(text: string): Value | undefined {
  const unsigned = /[uU]$/.test(text);
  const digits = unsigned ? text.slice(0, -1) : text;
  if (/^(?:0[xX])?[0-9a-fA-F]+$/.test(digits) && (digits[1] === 'x' || digits[1] === 'X' || /^\d+$/.test(digits))) {
    const whole = BigInt(digits.toLowerCase());
    if (unsigned) return whole <= MAX_UINT ? new Uint(whole) : undefined;
    return whole <= MAX_INT_MAGNITUDE ? intOf(whole) : undefined;
  }
  return unsigned ? undefined : doubleOf(Number(digits));
}

/** Reads a string or bytes literal whose prefix and quotes are `opening`. @throws CelError with the place of a mistake. */
export function readText(source: string, start: number, opening: string): { value: Value; end: number } {
  const prefix = /^[a-zA-Z]*/.exec(opening)![0].toLowerCase();
  const quote = opening.slice(prefix.length);
  const bytes = prefix.includes('b');
  const raw = prefix.includes('r');
  const out: (string | number)[] = [];
  let at = start + opening.length;
  for (;;) {
    if (at >= source.length) throw new CelError('this string is not closed', start, source);
    if (source.startsWith(quote, at)) break;
    const char = String.fromCodePoint(source.codePointAt(at) ?? 0);
    if (quote.length === 1 && (char === '\n' || char === '\r'))
      throw new CelError('this string is not closed on its line', start, source);
    if (char === '\\' && !raw) {
      const { code, length } = readEscape(source, at, bytes);
      out.push(code);
      at += length;
    } else {
      out.push(char);
      at += char.length;
    }
  }
  const end = at + quote.length;
  return { value: bytes ? toBytes(out) : out.join(''), end };
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  "'": "'",
  '`': '`',
  '\\': '\\',
  '?': '?',
};

const NUMERIC = /\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

/** The text of an escape; a number for a single byte in a bytes literal. */
function readEscape(source: string, at: number, bytes: boolean): { code: string | number; length: number } {
  const simple = SIMPLE[source[at + 1] ?? ''];
  if (simple !== undefined) return { code: simple, length: 2 };
  NUMERIC.lastIndex = at;
  const match = NUMERIC.exec(source);
  if (!match) throw new CelError(`"${source.slice(at, at + 2)}" is no escape`, at, source);
  const [all, hex, short, long, octal] = match;
  const point = octal === undefined ? parseInt(hex ?? short ?? long ?? '', 16) : parseInt(octal, 8);
  const isUnicode = short !== undefined || long !== undefined;
  if (bytes && isUnicode) throw new CelError('a bytes literal has no \\u escapes', at, source);
  if (point > 0x10_ff_ff || (point >= 0xd8_00 && point <= 0xdf_ff))
    throw new CelError(`${all} is no Unicode character`, at, source);
  return { code: bytes ? point : String.fromCodePoint(point), length: all.length };
}

function toBytes(parts: readonly (string | number)[]): Uint8Array {
  const encoder = new TextEncoder();
  const chunks = parts.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : encoder.encode(part)));
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
