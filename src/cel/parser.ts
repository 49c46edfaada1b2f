import type { Entry, Field, Item, Node } from './ast.ts';
import { CelError } from './error.ts';
import { tokenize, type Token, type TokenKind } from './lexer.ts';
import { openMacro } from './macros.ts';
import { call, choose, list, literal, logic, map, named, qualifiedName, select, struct } from './nodes.ts';
import { Double, type Value } from './values.ts';

/** Characters of an expression, as cel-go has it. */
export const MAX_LENGTH = 100_000;
/** Brackets and prefix operators within each other, as cel-go has it. */
export const MAX_NESTING = 250;
/** Height of the tree: `1 + 1 + …` makes one that leans to the left. */
const MAX_HEIGHT = 1000;

const RESERVED = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);
const NO_NAME = new Set(['true', 'false', 'null', 'in']);

/** Binding strength of strict binary operators (cel-spec, langdef, "Syntax"). */
const STRENGTH: Readonly<Record<string, number>> = {
  '==': 1,
  '!=': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  in: 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
  '%': 3,
};

/** @throws CelError with the place of the first mistake, also for what is too long or too deep. */
export function parse(source: string): Node {
  if (source.length > MAX_LENGTH)
    throw new CelError(`the expression is longer than ${MAX_LENGTH} characters`, 0, source);
  const parser = new Parser(source);
  const node = parser.expression();
  parser.end();
  return node;
}

class Parser {
  private readonly source: string;
  private readonly tokens: readonly Token[];
  private position = 0;
  private nesting = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokenize(source);
  }

  expression(): Node {
    return this.nested(() => {
      const test = this.logic(false);
      const { at } = this.peek();
      if (!this.accept('?')) return test;
      const yes = this.logic(false);
      this.expect(':');
      return choose(test, yes, this.expression(), at);
    });
  }

  end(): void {
    const token = this.peek();
    if (token.kind !== 'end') throw this.error(`"${token.text}" is not expected here`, token.at);
  }

  private nested(read: () => Node): Node {
    if (++this.nesting > MAX_NESTING) throw this.error(`the expression is nested deeper than ${MAX_NESTING}`);
    const node = read();
    this.nesting--;
    return this.bounded(node);
  }

  private bounded(node: Node): Node {
    if (node.height > MAX_HEIGHT)
      throw this.error(`the expression has more than ${MAX_HEIGHT} operations in a row`, node.at);
    return node;
  }

  /** `a || b || c` and `a && b && c` are one node each. */
  private logic(all: boolean): Node {
    const operator = all ? '&&' : '||';
    const items = [all ? this.binary(1) : this.logic(true)];
    const { at } = this.peek();
    while (this.accept(operator)) items.push(all ? this.binary(1) : this.logic(true));
    return items.length === 1 ? items[0]! : this.bounded(logic(all, items, at));
  }

  private binary(minimum: number): Node {
    let left = this.unary();
    for (;;) {
      const { text, kind, at } = this.peek();
      const strength = kind === 'operator' || (kind === 'name' && text === 'in') ? STRENGTH[text] : undefined;
      if (strength === undefined || strength < minimum) return left;
      this.position++;
      const right = this.binary(strength + 1);
      left = this.bounded(call(text === 'in' ? '@in' : `_${text}_`, [left, right], at));
    }
  }

  private unary(): Node {
    const { at } = this.peek();
    if (this.accept('!')) return this.nested(() => call('!_', [this.unary()], at));
    if (!this.accept('-')) return this.member();
    const token = this.peek();
    if (token.kind === 'literal' && /^[.\d]/.test(token.text) && isSigned(token.value)) {
      this.position++;
      return this.members(literal(negated(token.value), at));
    }
    return this.nested(() => call('-_', [this.unary()], at));
  }

  private member(): Node {
    return this.members(this.primary());
  }

  private members(first: Node): Node {
    let node = first;
    for (;;) {
      const { at } = this.peek();
      if (this.accept('.')) node = this.memberAfterDot(node, at);
      else if (this.accept('[')) {
        const name = this.accept('?') ? '_[?_]' : '_[_]';
        const index = this.expression();
        this.expect(']');
        node = call(name, [node, index], at);
      } else return node;
      this.bounded(node);
    }
  }

  /** Nodes are placed as cel-go has it: a selection at its dot, a call at its bracket. */
  private memberAfterDot(of: Node, dot: number): Node {
    const optional = this.accept('?');
    const { text, kind } = this.fieldName();
    if (optional) return select(of, text, dot, 'optional');
    const { at } = this.peek();
    if (kind === 'name' && this.accept('(')) return this.called(of, text, at);
    if (kind === 'name' && this.isNext('{')) {
      const name = qualifiedName(of);
      if (name !== undefined) return this.structAfter(`${name}.${text}`);
    }
    return select(of, text, dot);
  }

  private called(target: Node | undefined, name: string, at: number): Node {
    const args = this.items(')', false).map(({ value }) => value);
    const plain = name.startsWith('.') ? name.slice(1) : name;
    return openMacro({ target, name: plain, args, at, source: this.source }) ?? call(name, args, at, target);
  }

  private primary(): Node {
    const token = this.tokens[this.position++]!;
    const { kind, text, at } = token;
    if (kind === 'literal') return literal(this.positive(token), at);
    if (kind === 'name') return this.nameOrCall(token, '');
    if (text === '.' && kind === 'operator') return this.nameOrCall(this.next('name'), '.');
    if (text === '(') {
      const node = this.expression();
      this.expect(')');
      return node;
    }
    if (text === '[') return list(this.items(']', true), at);
    if (text === '{') return map(this.entries(), at);
    throw this.error(kind === 'end' ? 'the expression ends too early' : `"${text}" is not expected here`, at);
  }

  /** 2^63 is an int only behind a minus. */
  private positive({ value, text, at }: Token): Value {
    if (typeof value === 'bigint' && value === 1n << 63n) throw this.error(`the number ${text} is out of range`, at);
    return value;
  }

  private nameOrCall({ text, at }: Token, dot: string): Node {
    if (!dot) {
      if (text === 'true' || text === 'false') return literal(text === 'true', at);
      if (text === 'null') return literal(null, at);
    }
    if (RESERVED.has(text) || NO_NAME.has(text)) throw this.error(`"${text}" is a reserved word`, at);
    const bracket = this.peek().at;
    if (this.accept('(')) return this.called(undefined, dot + text, bracket);
    return this.isNext('{') ? this.structAfter(dot + text) : named(dot + text, at);
  }

  private structAfter(name: string): Node {
    const { at } = this.peek();
    this.expect('{');
    const fields: Field[] = [];
    while (!this.accept('}')) {
      const optional = this.accept('?');
      const field = this.fieldName();
      const colon = this.peek().at;
      this.expect(':');
      fields.push({ name: field.text, value: this.expression(), optional, at: colon });
      if (this.accept(',')) continue;
      this.expect('}');
      break;
    }
    return struct(name, fields, at);
  }

  private items(close: string, mayBeOptional: boolean): Item[] {
    const items: Item[] = [];
    while (!this.accept(close)) {
      const optional = mayBeOptional && this.accept('?');
      items.push({ value: this.expression(), optional });
      if (this.accept(',') && (mayBeOptional || !this.isNext(close))) continue;
      this.expect(close);
      break;
    }
    return items;
  }

  private entries(): Entry[] {
    const entries: Entry[] = [];
    while (!this.accept('}')) {
      const optional = this.accept('?');
      const key = this.expression();
      this.expect(':');
      entries.push({ key, value: this.expression(), optional });
      if (this.accept(',')) continue;
      this.expect('}');
      break;
    }
    return entries;
  }

  private fieldName(): Token {
    const token = this.peek();
    if (token.kind !== 'quoted' && (token.kind !== 'name' || NO_NAME.has(token.text)))
      throw this.error(
        token.kind === 'end' ? 'the expression ends too early' : `"${token.text}" is no name of a field`,
        token.at,
      );
    this.position++;
    return token;
  }

  private peek(): Token {
    return this.tokens[this.position] ?? this.tokens.at(-1)!;
  }

  private isNext(operator: string): boolean {
    const { kind, text } = this.peek();
    return kind === 'operator' && text === operator;
  }

  private accept(operator: string): boolean {
    const is = this.isNext(operator);
    if (is) this.position++;
    return is;
  }

  private expect(operator: string): void {
    if (this.accept(operator)) return;
    const { kind, at } = this.peek();
    throw this.error(
      kind === 'end'
        ? `the expression ends too early: "${operator}" is expected here`
        : `"${operator}" is expected here`,
      at,
    );
  }

  private next(kind: TokenKind): Token {
    const token = this.peek();
    if (token.kind !== kind) throw this.error(`a ${kind} is expected here`, token.at);
    this.position++;
    return token;
  }

  private error(message: string, at = this.peek().at): CelError {
    return new CelError(message, at, this.source);
  }
}

function isSigned(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Double;
}

function negated(value: Value): Value {
  if (value instanceof Double) return new Double(-value.value);
  if (typeof value === 'bigint') return -value;
  return value === 0 ? 0 : -(value as number);
}
