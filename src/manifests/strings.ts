import { BAIL, type Cursor } from './cursor.ts';

/* Quoted scalars. Each reader starts at the opening quote and leaves the cursor behind the closing one. */

const ESCAPES: ReadonlyMap<number, string> = new Map(
  Object.entries({
    '0': '\0',
    a: '\u0007',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\u001b',
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    N: '\u0085',
    _: '\u00a0',
    L: '\u2028',
    P: '\u2029',
  }).map(([letter, text]) => [letter.charCodeAt(0), text] as const),
);
const HEX_LENGTHS: ReadonlyMap<number, number> = new Map([
  [120, 2],
  [117, 4],
  [85, 8],
]);

export function quoted(c: Cursor): string {
  return c.text.charCodeAt(c.pos) === 34 ? doubleQuoted(c) : singleQuoted(c);
}

function doubleQuoted(c: Cursor): string {
  const { text, end } = c;
  const start = c.pos + 1;
  c.multiline = false;
  for (let p = start; p < end; p++) {
    const code = text.charCodeAt(p);
    if (code === 34) {
      c.pos = c.valueEnd = p + 1;
      return text.slice(start, p);
    }
    if (code === 92 || code === 10) return longDoubleQuoted(c, start, p);
  }
  throw BAIL;
}

function longDoubleQuoted(c: Cursor, start: number, stop: number): string {
  const { text, end } = c;
  let value = '';
  let from = start;
  let p = stop;
  while (p < end) {
    const code = text.charCodeAt(p);
    if (code === 34) {
      c.pos = c.valueEnd = p + 1;
      return value + text.slice(from, p);
    }
    if (code === 92) {
      value += text.slice(from, p) + escape(c, p + 1);
      from = p = c.pos;
    } else if (code === 10) {
      value += folded(c, from, p);
      from = p = c.pos;
    } else p++;
  }
  throw BAIL;
}

/** The text of the escape whose letter is at `p`; leaves the cursor behind it. */
function escape(c: Cursor, p: number): string {
  const code = c.text.charCodeAt(p);
  const simple = ESCAPES.get(code);
  if (simple !== undefined) {
    c.pos = p + 1;
    return simple;
  }
  if (code === 10) return afterBreak(c, p, '');
  if (code === 13 && c.text.charCodeAt(p + 1) === 10) return afterBreak(c, p + 1, '');
  const length = HEX_LENGTHS.get(code);
  if (length === undefined) throw BAIL;
  const digits = c.text.slice(p + 1, p + 1 + length);
  if (digits.length < length || !/^[\da-fA-F]+$/.test(digits)) throw BAIL;
  const point = Number.parseInt(digits, 16);
  if (point > 0x10_ff_ff) throw BAIL;
  c.pos = p + 1 + length;
  return length === 8 ? String.fromCodePoint(point) : String.fromCharCode(point);
}

function singleQuoted(c: Cursor): string {
  const { text, end } = c;
  let from = c.pos + 1;
  let p = from;
  let value = '';
  c.multiline = false;
  while (p < end) {
    const code = text.charCodeAt(p);
    if (code === 39) {
      if (text.charCodeAt(p + 1) !== 39 || p + 1 >= end) {
        c.pos = c.valueEnd = p + 1;
        return value === '' ? text.slice(from, p) : value + text.slice(from, p);
      }
      value += text.slice(from, p + 1);
      from = p += 2;
    } else if (code === 10) {
      value += folded(c, from, p);
      from = p = c.pos;
    } else p++;
  }
  throw BAIL;
}

/** The line that ends at the break `p`, and what the break and the blank lines behind it fold to. */
function folded(c: Cursor, from: number, p: number): string {
  let last = p;
  if (last > from && c.text.charCodeAt(last - 1) === 13) last--;
  while (last > from && c.text.charCodeAt(last - 1) === 32) last--;
  if (last > from && c.text.charCodeAt(last - 1) === 9) throw BAIL;
  return c.text.slice(from, last) + afterBreak(c, p, ' ');
}

/** Goes over the break at `p`, blank lines and indentation; one break gives `single`, each further one a line feed. */
function afterBreak(c: Cursor, p: number, single: string): string {
  const { text, end } = c;
  let breaks = 0;
  let q = p;
  for (;;) {
    if (text.charCodeAt(q) === 13 && text.charCodeAt(q + 1) === 10) q++;
    if (text.charCodeAt(q) !== 10) break;
    breaks++;
    q++;
    while (q < end && text.charCodeAt(q) === 32) q++;
    if (text.charCodeAt(q) === 9) throw BAIL;
    if (q >= end) throw BAIL;
  }
  c.pos = q;
  c.multiline = true;
  return breaks === 1 ? single : '\n'.repeat(breaks - 1);
}
