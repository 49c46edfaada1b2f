import type { Json } from '../model/json.ts';
import { JmespathError } from './error.ts';

export type TokenKind = 'name' | 'quoted' | 'number' | 'literal' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The operator, the name, the digits. */
  readonly text: string;
  /** Of a literal. */
  readonly value?: Json;
  readonly at: number;
}

/** Longer expressions are refused: the longest in public policies has 1,100 characters. */
const LONGEST = 100_000;

const SPACE = /[ \t\r\n]+/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /-?[0-9]+/y;
const OPERATORS = /\[\?|\[\]|\|\||&&|[=!<>]=|[.*,:{}[\]()@|<>!&]/y;

/** @throws JmespathError for a character that begins nothing, an unclosed quote, or a literal that is no JSON. */
export function tokenize(source: string): Token[] {
  if (source.length > LONGEST) throw new JmespathError('too-large', `longer than ${LONGEST} characters`, LONGEST);
  const tokens: Token[] = [];
  let at = take(SPACE, source, 0).length;
  while (at < source.length) {
    const { token, end } = readToken(source, at);
    tokens.push(token);
    at = end + take(SPACE, source, end).length;
  }
  tokens.push({ kind: 'end', text: '', at: source.length });
  return tokens;
}

function take(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}

function readToken(source: string, at: number): { token: Token; end: number } {
  switch (source[at]) {
    case '"':
      return readQuoted(source, at);
    case "'":
      return readRaw(source, at);
    case '`':
      return readLiteral(source, at);
    default:
      return readWord(source, at);
  }
}

function readWord(source: string, at: number): { token: Token; end: number } {
  const name = take(NAME, source, at);
  if (name) return { token: { kind: 'name', text: name, at }, end: at + name.length };
  const number = take(NUMBER, source, at);
  if (number) return { token: { kind: 'number', text: number, at }, end: at + number.length };
  const operator = take(OPERATORS, source, at);
  if (operator) return { token: { kind: 'operator', text: operator, at }, end: at + operator.length };
  throw new JmespathError('syntax', `"${String.fromCodePoint(source.codePointAt(at)!)}" has no meaning here`, at);
}

/** `"an identifier"`, with the escapes of JSON. */
function readQuoted(source: string, at: number): { token: Token; end: number } {
  const end = closing(source, at);
  const text = parseJson(source.slice(at, end), at, 'a quoted identifier must be a JSON string') as string;
  return { token: { kind: 'quoted', text, at }, end };
}

/** `'raw'`: only `\'` is an escape. */
function readRaw(source: string, at: number): { token: Token; end: number } {
  const end = closing(source, at);
  const value = source.slice(at + 1, end - 1).replaceAll("\\'", "'");
  return { token: { kind: 'literal', text: "'", value, at }, end };
}

/** `` `JSON` ``, in which a back-tick is written with a backslash. */
function readLiteral(source: string, at: number): { token: Token; end: number } {
  const end = closing(source, at);
  const text = source.slice(at + 1, end - 1).replaceAll('\\`', '`');
  return { token: { kind: 'literal', text: '`', value: parseJson(text, at, 'a literal must be JSON'), at }, end };
}

/** The offset after the quote that closes the one at `at`; a character after a backslash closes nothing. */
function closing(source: string, at: number): number {
  const quote = source[at]!;
  for (let here = at + 1; here < source.length; here++) {
    if (source[here] === quote) return here + 1;
    if (source[here] === '\\') here++;
  }
  throw new JmespathError('syntax', `${quote} is not closed`, at);
}

function parseJson(text: string, at: number, message: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new JmespathError('syntax', message, at, error);
  }
}
