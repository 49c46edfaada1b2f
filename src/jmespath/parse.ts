import { childrenOf, type Comparator, type Node, type Shape } from './ast.ts';
import { JmespathError } from './error.ts';
import { tokenize, type Token } from './tokens.ts';

/** Of nested brackets, and of the tree that comes out. */
const DEEPEST = 400;

/** How tightly an operator binds to what is left of it. */
const POWER: Readonly<Record<string, number>> = {
  '|': 1,
  '||': 2,
  '&&': 3,
  '==': 5,
  '!=': 5,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '[]': 9,
  '*': 20,
  '[?': 21,
  '.': 40,
  '!': 45,
  '{': 50,
  '[': 55,
  '(': 60,
};
/** A projection ends before operators that bind less than this. */
const PROJECTION_STOP = 10;

/** The tree of an expression. @throws JmespathError `syntax` or `too-large`, with the offset. */
export function parse(source: string): Node {
  const parser = new Parser(tokenize(source));
  return parser.whole();
}

class Parser {
  private readonly tokens: readonly Token[];
  private index = 0;
  private nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): Node {
    const node = this.expression(0);
    if (this.current.kind !== 'end') throw this.unexpected();
    return node;
  }

  private get current(): Token {
    return this.tokens[this.index]!;
  }

  private is(operator: string, ahead = 0): boolean {
    const token = this.tokens[this.index + ahead];
    return token?.kind === 'operator' && token.text === operator;
  }

  private advance(): Token {
    const token = this.current;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  private accept(operator: string): boolean {
    const found = this.is(operator);
    if (found) this.index++;
    return found;
  }

  private expect(operator: string): void {
    if (!this.accept(operator)) throw this.unexpected(`"${operator}"`);
  }

  private unexpected(wanted?: string, token = this.current): JmespathError {
    const { kind, text, at } = token;
    const what = kind === 'end' ? 'the expression ends too early' : `unexpected "${text}"`;
    return new JmespathError('syntax', wanted ? `${what}: expected ${wanted}` : what, at);
  }

  private node(shape: Shape, at: number): Node {
    const depth = 1 + childrenOf(shape).reduce((deepest, child) => Math.max(deepest, child.depth), 0);
    if (depth > DEEPEST) throw new JmespathError('too-large', `nested more than ${DEEPEST} deep`, at);
    return { ...shape, at, depth };
  }

  private expression(power: number): Node {
    if (++this.nesting > DEEPEST) {
      throw new JmespathError('too-large', `nested more than ${DEEPEST} deep`, this.current.at);
    }
    let left = this.prefix(this.advance());
    while (power < this.power()) left = this.infix(this.advance(), left);
    this.nesting--;
    return left;
  }

  private power(): number {
    const { kind, text } = this.current;
    return kind === 'operator' ? (POWER[text] ?? 0) : 0;
  }

  private prefix(token: Token): Node {
    const { at } = token;
    switch (token.kind) {
      case 'literal':
        return this.node({ kind: 'literal', value: token.value! }, at);
      case 'name':
        return this.is('(') ? this.call(token) : this.node({ kind: 'field', name: token.text }, at);
      case 'quoted':
        return this.node({ kind: 'field', name: token.text }, at);
      case 'operator':
        return this.prefixOperator(token);
      default:
        throw this.unexpected('an expression', token);
    }
  }

  private prefixOperator(token: Token): Node {
    const { text, at } = token;
    const here = () => this.node({ kind: 'current' }, at);
    switch (text) {
      case '@':
        return here();
      case '*':
        return this.node({ kind: 'values', left: here(), right: this.projected(POWER['*']!) }, at);
      case '[]':
        return this.flatten(here(), at);
      case '[?':
        return this.filter(here(), at);
      case '[':
        return this.bracket(at);
      case '{':
        return this.multiObject(at);
      case '!':
        return this.node({ kind: 'not', of: this.expression(POWER['!']!) }, at);
      case '(': {
        const inner = this.expression(0);
        this.expect(')');
        return inner;
      }
      default:
        throw this.unexpected('an expression', token);
    }
  }

  private infix(token: Token, left: Node): Node {
    const { text, at } = token;
    switch (text) {
      case '.':
        return this.dot(left, at);
      case '|':
        return this.node({ kind: 'pipe', left, right: this.expression(POWER[text]!) }, at);
      case '||':
        return this.node({ kind: 'or', left, right: this.expression(POWER[text]!) }, at);
      case '&&':
        return this.node({ kind: 'and', left, right: this.expression(POWER[text]!) }, at);
      case '[]':
        return this.flatten(left, at);
      case '[?':
        return this.filter(left, at);
      case '[':
        return this.indexed(left, at);
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.compare(text, left, at);
      default:
        throw this.unexpected(undefined, token);
    }
  }

  private compare(operator: Comparator, left: Node, at: number): Node {
    return this.node({ kind: 'compare', operator, left, right: this.expression(POWER[operator]!) }, at);
  }

  private dot(left: Node, at: number): Node {
    if (!this.accept('*')) return this.node({ kind: 'sub', left, right: this.afterDot(POWER['.']!) }, at);
    return this.node({ kind: 'values', left, right: this.projected(POWER['.']!) }, at);
  }

  private afterDot(power: number): Node {
    const { kind, at } = this.current;
    if (kind === 'name' || kind === 'quoted' || this.is('*')) return this.expression(power);
    if (this.accept('[')) return this.multiList(at);
    if (this.accept('{')) return this.multiObject(at);
    throw this.unexpected('a name, "*", "[" or "{"');
  }

  /** What each item of a projection goes through. */
  private projected(power: number): Node {
    const { at } = this.current;
    if (this.power() < PROJECTION_STOP) return this.node({ kind: 'current' }, at);
    if (this.is('[') || this.is('[?')) return this.expression(power);
    if (this.accept('.')) return this.afterDot(power);
    throw this.unexpected();
  }

  private flatten(of: Node, at: number): Node {
    const left = this.node({ kind: 'flatten', left: of }, at);
    return this.node({ kind: 'project', left, right: this.projected(POWER['[]']!) }, at);
  }

  private filter(left: Node, at: number): Node {
    const condition = this.expression(0);
    this.expect(']');
    const right = this.is('[]') ? this.node({ kind: 'current' }, at) : this.projected(POWER['[?']!);
    return this.node({ kind: 'filter', left, condition, right }, at);
  }

  /** A bracket that begins an expression: an index or slice of the current node, or a list of expressions. */
  private bracket(at: number): Node {
    const isIndex = this.current.kind === 'number' || this.is(':') || (this.is('*') && this.is(']', 1));
    return isIndex ? this.indexed(this.node({ kind: 'current' }, at), at) : this.multiList(at);
  }

  private indexed(left: Node, at: number): Node {
    if (this.accept('*')) {
      this.expect(']');
      return this.node({ kind: 'project', left, right: this.projected(POWER['*']!) }, at);
    }
    const isSlice = this.is(':') || (this.current.kind === 'number' && this.is(':', 1));
    if (isSlice) {
      const part = this.node({ kind: 'sub', left, right: this.slice(at) }, at);
      return this.node({ kind: 'project', left: part, right: this.projected(POWER['*']!) }, at);
    }
    const index = this.number();
    if (index === undefined) throw this.unexpected('an index, a slice or "*"');
    this.expect(']');
    return this.node({ kind: 'sub', left, right: this.node({ kind: 'index', index }, at) }, at);
  }

  private slice(at: number): Node {
    const start = this.number();
    this.expect(':');
    const stop = this.number();
    const step = this.accept(':') ? (this.number() ?? 1) : 1;
    this.expect(']');
    if (step === 0) throw new JmespathError('invalid-value', 'the step of a slice must not be 0', at);
    return this.node(
      { kind: 'slice', step, ...(start !== undefined && { start }), ...(stop !== undefined && { stop }) },
      at,
    );
  }

  private number(): number | undefined {
    return this.current.kind === 'number' ? Number(this.advance().text) : undefined;
  }

  private multiList(at: number): Node {
    const items: Node[] = [];
    do items.push(this.expression(0));
    while (this.accept(','));
    this.expect(']');
    return this.node({ kind: 'list', items }, at);
  }

  private multiObject(at: number): Node {
    const keys: string[] = [];
    const items: Node[] = [];
    do {
      const key = this.advance();
      if (key.kind !== 'name' && key.kind !== 'quoted') {
        throw new JmespathError('syntax', 'a key must be a name', key.at);
      }
      this.expect(':');
      keys.push(key.text);
      items.push(this.expression(0));
    } while (this.accept(','));
    this.expect('}');
    return this.node({ kind: 'object', keys, items }, at);
  }

  private call({ text, at }: Token): Node {
    this.expect('(');
    const items: Node[] = [];
    if (!this.accept(')')) {
      do items.push(this.argument());
      while (this.accept(','));
      this.expect(')');
    }
    return this.node({ kind: 'call', name: text, items }, at);
  }

  private argument(): Node {
    const { at } = this.current;
    return this.accept('&') ? this.node({ kind: 'reference', of: this.expression(0) }, at) : this.expression(0);
  }
}
