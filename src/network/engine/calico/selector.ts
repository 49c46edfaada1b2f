import { ALWAYS, type Condition, type Where } from '../where.ts';

/** What a selector comes out as: its condition, or why it is none. */
export type Parsed = { readonly where: Where } | { readonly fault: string };

/** How the key of a label is told in the condition. */
type Naming = (key: string) => string;

const MOST_CHARACTERS = 100_000;
const DEEPEST = 100;
const TOKEN = /\s*(?:(\|\||&&|==|!=|[!(){},])|'([^']*)'|"([^"]*)"|([a-zA-Z0-9_./-]+))/y;
const SPACE = /\s*$/y;

/**
 * Reads a selector of Calico (docs.tigera.io, "Selectors"): match operators bind first, then `!`, `&&` and `||`. The empty one
 * is `all()`. `global()` means what is in no namespace.
 */
export function parseSelector(text: string, naming: Naming, inNoNamespace: Where): Parsed {
  if (text.trim() === '') return { where: ALWAYS };
  if (text.length > MOST_CHARACTERS) return { fault: `it is longer than ${MOST_CHARACTERS} characters` };
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return { fault: tokens };
  try {
    const parser = new Parser(tokens, naming, inNoNamespace);
    return { where: parser.whole() };
  } catch (error) {
    if (error instanceof SelectorFault) return { fault: error.message };
    throw error;
  }
}

interface Token {
  readonly kind: 'sign' | 'text' | 'word' | 'end';
  readonly text: string;
}

class SelectorFault extends Error {}

function tokensOf(text: string): Token[] | string {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    SPACE.lastIndex = position;
    if (SPACE.test(text)) break;
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (!match) return `"${text.slice(position).trim().slice(0, 20)}" can't be read`;
    const [whole, sign, single, double, word] = match;
    const value = single ?? double;
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (value !== undefined) tokens.push({ kind: 'text', text: value });
    else tokens.push({ kind: 'word', text: word! });
    position += whole.length;
  }
  return tokens;
}

const END: Token = { kind: 'end', text: 'the end' };

class Parser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  private readonly naming: Naming;
  private readonly inNoNamespace: Where;

  constructor(tokens: readonly Token[], naming: Naming, inNoNamespace: Where) {
    this.tokens = tokens;
    this.naming = naming;
    this.inNoNamespace = inNoNamespace;
  }

  whole(): Where {
    const where = this.or();
    if (this.peek() !== END) throw new SelectorFault(`"${this.peek().text}" stands where nothing should`);
    return where;
  }

  private or(): Where {
    const parts = [this.and()];
    while (this.takes('||')) parts.push(this.and());
    return parts.length === 1 ? parts[0]! : { any: parts };
  }

  private and(): Where {
    const parts = [this.not()];
    while (this.takes('&&')) parts.push(this.not());
    return parts.length === 1 ? parts[0]! : { all: parts };
  }

  private not(): Where {
    if (++this.depth > DEEPEST) throw new SelectorFault(`it is deeper than ${DEEPEST} levels`);
    const negated = this.takes('!');
    const where: Where = negated ? { not: this.not() } : this.match();
    this.depth--;
    return where;
  }

  private match(): Where {
    if (this.takes('(')) {
      const where = this.or();
      this.needs(')');
      return where;
    }
    const word = this.word();
    if (this.takes('(')) return this.call(word);
    return this.comparison(this.naming(word));
  }

  private call(name: string): Where {
    if (name === 'has') {
      const key = this.naming(this.word());
      this.needs(')');
      return { key, operator: 'Exists', values: [] };
    }
    this.needs(')');
    if (name === 'all') return ALWAYS;
    if (name === 'global') return this.inNoNamespace;
    throw new SelectorFault(`there is no ${name}()`);
  }

  private comparison(key: string): Condition {
    if (this.takes('==')) return { key, operator: 'In', values: [this.value()] };
    if (this.takes('!=')) return { key, operator: 'NotIn', values: [this.value()] };
    const word = this.word();
    if (word === 'in') return { key, operator: 'In', values: this.set() };
    if (word === 'not' && this.word() === 'in') return { key, operator: 'NotIn', values: this.set() };
    if (word === 'contains') return { key, operator: 'Contains', values: [this.value()] };
    if (word === 'starts' && this.word() === 'with') return { key, operator: 'StartsWith', values: [this.value()] };
    if (word === 'ends' && this.word() === 'with') return { key, operator: 'EndsWith', values: [this.value()] };
    throw new SelectorFault(`there is no operator ${word}`);
  }

  private set(): string[] {
    this.needs('{');
    const values: string[] = [];
    while (this.peek().kind === 'text') {
      values.push(this.value());
      if (!this.takes(',')) break;
    }
    this.needs('}');
    return values;
  }

  private peek(): Token {
    return this.tokens[this.at] ?? END;
  }

  private takes(sign: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'sign' || text !== sign) return false;
    this.at++;
    return true;
  }

  private needs(sign: string): void {
    if (!this.takes(sign)) throw new SelectorFault(`"${sign}" is missing before "${this.peek().text}"`);
  }

  private word(): string {
    return this.token('word', 'a label or an operator');
  }

  private value(): string {
    return this.token('text', 'a value in quotes');
  }

  private token(kind: Token['kind'], what: string): string {
    const token = this.peek();
    if (token.kind !== kind) throw new SelectorFault(`"${token.text}" stands where ${what} should`);
    this.at++;
    return token.text;
  }
}
