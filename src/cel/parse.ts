import { CelError, tokenize, type Token } from './tokens.ts';

/** An expression as a tree. `at` is the offset that errors point to. */
export type Node =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'select'; readonly of: Node; readonly field: string; readonly at: number }
  | { readonly kind: 'index'; readonly of: Node; readonly index: Node; readonly at: number }
  | {
      readonly kind: 'call';
      readonly target: Node | undefined;
      readonly name: string;
      readonly args: readonly Node[];
      readonly at: number;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Node; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Node;
      readonly right: Node;
      readonly at: number;
    }
  | { readonly kind: 'choose'; readonly test: Node; readonly yes: Node; readonly no: Node; readonly at: number }
  | { readonly kind: 'list'; readonly items: readonly Node[]; readonly at: number }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Node, Node])[]; readonly at: number };

const MAX_LENGTH = 10_000;
const MAX_DEPTH = 64;

/** Binding strength of binary operators, weakest first (cel-spec, langdef, "Syntax"). */
const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
};

/** @throws CelError with the offset of the mistake; also for expressions that are too long or too deep. */
export function parseCel(source: string): Node {
  if (source.length > MAX_LENGTH) throw new CelError(`the expression is longer than ${MAX_LENGTH} characters`, 0);
  const parser = new Parser(tokenize(source));
  const node = parser.expression();
  parser.expectEnd();
  return node;
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  expression(): Node {
    if (++this.depth > MAX_DEPTH)
      throw new CelError(`the expression is nested deeper than ${MAX_DEPTH}`, this.peek().at);
    const test = this.binary(1);
    let node = test;
    if (this.accept('?')) {
      const yes = this.expression();
      this.expect(':');
      node = { kind: 'choose', test, yes, no: this.expression(), at: test.at };
    }
    this.depth--;
    return node;
  }

  expectEnd(): void {
    const token = this.peek();
    if (token.kind !== 'end') throw new CelError(`"${token.text}" is not expected here`, token.at);
  }

  private binary(minimum: number): Node {
    let left = this.unary();
    for (;;) {
      const { text, kind, at } = this.peek();
      const precedence = kind === 'operator' || text === 'in' ? PRECEDENCE[text] : undefined;
      if (kind === 'string' || precedence === undefined || precedence < minimum) return left;
      this.position++;
      left = { kind: 'binary', operator: text, left, right: this.binary(precedence + 1), at };
    }
  }

  private unary(): Node {
    const { at } = this.peek();
    for (const operator of ['!', '-']) {
      if (!this.accept(operator)) continue;
      if (++this.depth > MAX_DEPTH) throw new CelError(`the expression is nested deeper than ${MAX_DEPTH}`, at);
      const of = this.unary();
      this.depth--;
      return { kind: 'unary', operator, of, at };
    }
    return this.member();
  }

  private member(): Node {
    let node = this.primary();
    for (;;) {
      const { at } = this.peek();
      if (this.accept('.')) {
        const field = this.next('name').text;
        node = this.accept('(')
          ? { kind: 'call', target: node, name: field, args: this.list(')'), at }
          : { kind: 'select', of: node, field, at };
      } else if (this.accept('[')) {
        const index = this.expression();
        this.expect(']');
        node = { kind: 'index', of: node, index, at };
      } else return node;
    }
  }

  private primary(): Node {
    const token = this.tokens[this.position++]!;
    const { kind, text, at } = token;
    if (kind === 'string') return { kind: 'literal', value: text, at };
    if (kind === 'number') return { kind: 'literal', value: Number(text), at };
    if (kind === 'name') return this.nameOrCall(token);
    if (text === '(') {
      const node = this.expression();
      this.expect(')');
      return node;
    }
    if (text === '[') return { kind: 'list', items: this.list(']'), at };
    if (text === '{') return { kind: 'map', entries: this.entries(), at };
    throw new CelError(kind === 'end' ? 'the expression ends too early' : `"${text}" is not expected here`, at);
  }

  private nameOrCall({ text, at }: Token): Node {
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', at };
    if (text === 'null') return { kind: 'literal', value: null, at };
    if (this.accept('(')) return { kind: 'call', target: undefined, name: text, args: this.list(')'), at };
    return { kind: 'name', name: text, at };
  }

  private list(close: string): Node[] {
    const items: Node[] = [];
    while (!this.accept(close)) {
      items.push(this.expression());
      if (!this.accept(',')) {
        this.expect(close);
        break;
      }
    }
    return items;
  }

  private entries(): (readonly [Node, Node])[] {
    const entries: (readonly [Node, Node])[] = [];
    while (!this.accept('}')) {
      const key = this.expression();
      this.expect(':');
      entries.push([key, this.expression()]);
      if (!this.accept(',')) {
        this.expect('}');
        break;
      }
    }
    return entries;
  }

  private peek(): Token {
    return this.tokens[this.position] ?? this.tokens.at(-1)!;
  }

  private accept(operator: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'operator' || text !== operator) return false;
    this.position++;
    return true;
  }

  private expect(operator: string): void {
    if (this.accept(operator)) return;
    throw new CelError(`"${operator}" is expected here`, this.peek().at);
  }

  private next(kind: Token['kind']): Token {
    const token = this.peek();
    if (token.kind !== kind) throw new CelError(`a ${kind} is expected here`, token.at);
    this.position++;
    return token;
  }
}
