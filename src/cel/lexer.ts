import { CelError } from './error.ts';
import { readNumber, readText } from './literals.ts';
import type { Value } from './values.ts';

export type TokenKind = 'name' | 'quoted' | 'literal' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The operator or the name; for literals what is written. */
  readonly text: string;
  readonly value: Value;
  readonly at: number;
  readonly end: number;
}

const OPERATORS = /&&|\|\||==|!=|<=|>=|[<>!?:+\-*/%()[\]{},.]/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const QUOTED = /`([A-Za-z0-9_.\-/ ]+)`/y;
const NUMBER = /0[xX][0-9a-fA-F]+[uU]?|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?[uU]?/y;
const TEXT = /(?:[rR][bB]?|[bB][rR]?)?(?:"""|'''|"|')/y;
const SPACE = /(?:[\t\n\f\r ]|\/\/[^\n]*)+/y;

/** @throws CelError for a character that begins nothing, an unclosed string, or a number out of range. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  for (;;) {
    at += take(SPACE)?.length ?? 0;
    if (at >= source.length) break;
    const token = next(source, at, take);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', value: null, at: source.length, end: source.length });
  return tokens;
}

function next(source: string, at: number, take: (pattern: RegExp) => string | undefined): Token {
  const opening = take(TEXT);
  if (opening !== undefined) return { kind: 'literal', text: opening, at, ...readText(source, at, opening) };
  const number = take(NUMBER);
  if (number !== undefined) {
    const value = readNumber(number);
    const end = at + number.length;
    if (value === undefined) throw new CelError(`the number ${number} is out of range or malformed`, at, source);
    return { kind: 'literal', text: number, value, at, end };
  }
  const name = take(NAME);
  if (name !== undefined) return { kind: 'name', text: name, value: null, at, end: at + name.length };
  const quoted = take(QUOTED);
  if (quoted !== undefined)
    return { kind: 'quoted', text: quoted.slice(1, -1), value: null, at, end: at + quoted.length };
  const operator = take(OPERATORS);
  if (operator !== undefined) return { kind: 'operator', text: operator, value: null, at, end: at + operator.length };
  throw new CelError(`"${String.fromCodePoint(source.codePointAt(at) ?? 0)}" has no meaning here`, at, source);
}
