export type TokenKind = 'name' | 'number' | 'string' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The operator, the name, or the decoded string. */
  readonly text: string;
  /** Offset in the expression, from 0. */
  readonly at: number;
}

/** What is wrong with an expression, and at which offset. */
export class CelError extends Error {
  override readonly name = 'CelError';
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const OPERATORS = [
  '&&',
  '||',
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '!',
  '?',
  ':',
  '+',
  '-',
  '*',
  '/',
  '%',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  '.',
];
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /0x[0-9a-fA-F]+|\d+(\.\d+)?([eE][+-]?\d+)?/y;
const SPACE = /(\s+|\/\/[^\n]*)+/y;

/** @throws CelError for a character that begins nothing, or an unclosed string. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  while (at < source.length) {
    at += take(SPACE)?.length ?? 0;
    if (at >= source.length) break;
    const start = at;
    const char = source[at] ?? '';
    if (char === '"' || char === "'") {
      const { text, end } = readString(source, at);
      tokens.push({ kind: 'string', text, at: start });
      at = end;
      continue;
    }
    const number = take(NUMBER);
    const name = number === undefined ? take(NAME) : undefined;
    const word = number ?? name ?? OPERATORS.find((operator) => source.startsWith(operator, start));
    if (word === undefined) throw new CelError(`"${char}" has no meaning here`, at);
    tokens.push({ kind: number !== undefined ? 'number' : name !== undefined ? 'name' : 'operator', text: word, at });
    at += word.length;
  }
  tokens.push({ kind: 'end', text: '', at: source.length });
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function readString(source: string, start: number): { text: string; end: number } {
  const quote = source[start];
  let text = '';
  for (let i = start + 1; i < source.length; i++) {
    const char = source[i] ?? '';
    if (char === quote) return { text, end: i + 1 };
    if (char !== '\\') text += char;
    else {
      const escaped = source[++i] ?? '';
      text += ESCAPES[escaped] ?? escaped;
    }
  }
  throw new CelError('this string is not closed', start);
}
