import type { Json } from '../model/json.ts';
import { childrenOf, type Node, type NodeOf } from './ast.ts';
import { call, calleeOf, type Callee } from './call.ts';
import type { Evaluate } from './closures.ts';
import type { Dialect } from './dialect.ts';
import { flatten, isEqual, isTrue, slice } from './run.ts';

/** What generated code calls. */
const LIBRARY = { call, flatten, isEqual, isTrue, slice, isArray: Array.isArray };

/**
 * The expression as one JavaScript function. Text of the expression gets into the code only through `JSON.stringify`;
 * literals that are no scalars, and functions, are handed over as values.
 */
export function toCode(node: Node, dialect: Dialect): Evaluate {
  const { code, values } = new Writer(dialect).whole(node);
  // oxlint-disable-next-line typescript/no-implied-eval -- the reason for this file
  const build = new Function('lib', 'values', 'tolerant', code) as (...parts: unknown[]) => Evaluate;
  return build(LIBRARY, values, dialect.tolerant);
}

/** Loops in loops; the engine runs a function that nests many of them very slowly. */
const DEEPEST_LOOPS = 3;

/** Writes statements; each expression ends up in a variable, whose name is what the methods return. */
class Writer {
  /** In the class, as only it may call what is private. */
  private static readonly writers: {
    readonly [K in Node['kind']]: (w: Writer, node: NodeOf<K>, input: string) => string;
  } = {
    current: (_, __, input) => input,
    literal: (w, { value }) => w.literal(value),
    field: (w, node, input) => w.field(node, input),
    index: (w, { index }, input) => w.const(`isArray(${input}) ? (${item(input, index)} ?? null) : null`),
    slice: (w, node, input) => w.slice(node, input),
    flatten: (w, { left }, input) => w.flatten(w.tolerant(left, input)),
    sub: (w, node, input) => w.sub(node, input),
    pipe: (w, { left, right }, input) => w.found(right, w.found(left, input)),
    project: (w, { left, right }, input) => w.loop(w.write(left, input), right),
    values: (w, { left, right }, input) => w.loop(w.valuesOf(w.tolerant(left, input)), right),
    filter: (w, { left, condition, right }, input) => w.loop(w.tolerant(left, input), right, condition),
    or: (w, node, input) => w.or(node, input),
    and: (w, node, input) => w.and(node, input),
    not: (w, { of }, input) => w.const(`!(${w.condition(of, input)})`),
    compare: (w, node, input) => w.const(w.compare(node, input)),
    list: (w, { items }, input) => w.multi(items, input, (names) => `[${names.join(', ')}]`),
    object: (w, node, input) => w.object(node, input),
    call: (w, node, input) => w.call(node, input),
    reference: (w, node) => w.reference(node),
  };

  private readonly dialect: Dialect;
  private readonly lines: string[] = [];
  private readonly values: (Json | Callee)[] = [];
  private names = 0;
  private loops = 0;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  whole(node: Node): { code: string; values: readonly (Json | Callee)[] } {
    this.lines.push(
      '"use strict"; const {call, flatten, isEqual, isTrue, slice, isArray} = lib;',
      'return (input, run) => {',
    );
    this.lines.push(`return ${this.write(node, 'input')};`, '};');
    return { code: this.lines.join('\n'), values: this.values };
  }

  private write(node: Node, input: string): string {
    const write = Writer.writers[node.kind] as (writer: Writer, node: Node, input: string) => string;
    return write(this, node, input);
  }

  private name(): string {
    return `v${this.names++}`;
  }

  private const(expression: string): string {
    const name = this.name();
    this.lines.push(`const ${name} = ${expression};`);
    return name;
  }

  /** The variable of a node's value, with null for what was not found. */
  private found(node: Node, input: string): string {
    const name = this.write(node, input);
    return this.canMiss(node) ? this.const(`${name} ?? null`) : name;
  }

  private canMiss(node: Node): boolean {
    if (this.dialect.missing === null) return false;
    if (node.kind === 'field') return true;
    if (node.kind === 'sub') return this.canMiss(node.left) || this.canMiss(node.right);
    return node.kind === 'and' && this.canMiss(node.right);
  }

  private literal(value: Json): string {
    // In parentheses, as `1.length` would be no property of 1.
    return typeof value === 'object' && value !== null ? this.value(value) : `(${JSON.stringify(value)})`;
  }

  private value(value: Json | Callee): string {
    return `values[${this.values.push(value) - 1}]`;
  }

  private field({ name }: NodeOf<'field'>, input: string): string {
    const key = JSON.stringify(name);
    // Names that every object has by inheritance must be its own.
    const own =
      name in Object.prototype
        ? `(Object.hasOwn(${input}, ${key}) ? ${input}[${key}] : undefined)`
        : `${input}[${key}]`;
    const value = this.dialect.missing === null ? `(${own} ?? null)` : own;
    return this.const(`typeof ${input} === "object" && ${input} !== null && !isArray(${input}) ? ${value} : null`);
  }

  private slice({ start, stop, step }: NodeOf<'slice'>, input: string): string {
    return this.const(`isArray(${input}) ? slice(${input}, ${start}, ${stop}, ${step}) : null`);
  }

  private flatten(left: string): string {
    return this.const(`isArray(${left}) ? flatten(${left}, run) : null`);
  }

  private sub({ left, right }: NodeOf<'sub'>, input: string): string {
    const value = this.write(left, input);
    if (!this.canMiss(left)) return this.write(right, value);
    const result = this.name();
    this.lines.push(`let ${result}; if (${value} !== undefined) {`);
    this.lines.push(`${result} = ${this.write(right, value)}; }`);
    return result;
  }

  /** The operand of a projection: where only a call could fail, what it may do about failures is the dialect's. */
  private tolerant(node: Node, input: string): string {
    if (!canFail(node)) return this.write(node, input);
    const inner = this.name();
    const guarded = this.name();
    this.lines.push(`const ${guarded} = tolerant((${inner}, run) => {`);
    this.lines.push(`return ${this.write(node, inner)}; })(${input}, run);`);
    return guarded;
  }

  private valuesOf(value: string): string {
    return this.const(
      `typeof ${value} === "object" && ${value} !== null && !isArray(${value}) ? Object.values(${value}) : null`,
    );
  }

  private loop(items: string, right: Node, condition?: Node): string {
    if (this.loops >= DEEPEST_LOOPS) return this.loopOver(items, right, condition);
    const [result, index, each] = [this.name(), this.name(), this.name()];
    this.lines.push(
      `let ${result} = null; if (isArray(${items})) { ${result} = []; run.spend(${items}.length);`,
      `for (let ${index} = 0; ${index} < ${items}.length; ${index}++) { const ${each} = ${items}[${index}];`,
      `if (${each} === undefined) continue;`,
    );
    this.loops++;
    if (condition) this.lines.push(`if (!(${this.condition(condition, each)})) continue;`);
    const value = this.write(right, each);
    this.loops--;
    this.lines.push(`if (${value} != null) ${result}.push(${value}); } }`);
    return result;
  }

  /** A loop in a function of its own. */
  private loopOver(items: string, right: Node, condition?: Node): string {
    const [inner, list] = [this.name(), this.name()];
    const outer = this.loops;
    this.loops = 0;
    this.lines.push(`const ${inner} = (${list}) => {`);
    this.lines.push(`return ${this.loop(list, right, condition)}; };`);
    this.loops = outer;
    return this.const(`${inner}(${items})`);
  }

  /** Whether a node is true, as a JavaScript condition. */
  private condition(node: Node, input: string): string {
    if (node.kind === 'compare') return this.compare(node, input);
    if (node.kind === 'not') return `!(${this.condition(node.of, input)})`;
    return `isTrue(${this.write(node, input)})`;
  }

  private or({ left, right }: NodeOf<'or'>, input: string): string {
    const value = this.found(left, input);
    const result = this.name();
    this.lines.push(`let ${result} = ${value}; if (!isTrue(${result})) {`);
    this.lines.push(`${result} = ${this.found(right, input)}; }`);
    return result;
  }

  private and({ left, right }: NodeOf<'and'>, input: string): string {
    const value = this.found(left, input);
    const result = this.name();
    this.lines.push(`let ${result} = ${value}; if (isTrue(${result})) {`);
    this.lines.push(`${result} = ${this.write(right, input)}; }`);
    return result;
  }

  private compare({ operator, left, right }: NodeOf<'compare'>, input: string): string {
    const a = this.found(left, input);
    const b = this.found(right, input);
    if (operator !== '==' && operator !== '!=') {
      return `(typeof ${a} === "number" && typeof ${b} === "number" ? ${a} ${operator} ${b} : null)`;
    }
    if (isScalar(left) || isScalar(right)) return `(${a} ${operator}= ${b})`;
    return `${operator === '!=' ? '!' : ''}isEqual(${a}, ${b}, run)`;
  }

  private multi(items: readonly Node[], input: string, text: (items: string[]) => string): string {
    const result = this.name();
    this.lines.push(`let ${result} = null; if (${input} !== null) {`);
    this.lines.push(`${result} = ${text(items.map((each) => this.found(each, input)))}; }`);
    return result;
  }

  /** Computed keys, as `__proto__` is a key like others. */
  private object({ keys, items }: NodeOf<'object'>, input: string): string {
    return this.multi(
      items,
      input,
      (names) => `{${names.map((name, i) => `[${JSON.stringify(keys[i])}]: ${name}`).join(', ')}}`,
    );
  }

  private call(node: NodeOf<'call'>, input: string): string {
    const callee = this.value(calleeOf(node, this.dialect.functions));
    const args = node.items.map((each) => this.found(each, input));
    return this.const(`call(${callee}, [${args.join(', ')}], run)`);
  }

  private reference({ of }: NodeOf<'reference'>): string {
    const [result, each] = [this.name(), this.name()];
    this.lines.push(`const ${result} = (${each}) => {`);
    this.lines.push(`return ${this.found(of, each)}; };`);
    return result;
  }
}

function item(list: string, index: number): string {
  return index < 0 ? `${list}[${list}.length - ${-index}]` : `${list}[${index}]`;
}

/** A literal that is equal to nothing but itself. */
function isScalar(node: Node): boolean {
  return node.kind === 'literal' && (typeof node.value !== 'object' || node.value === null);
}

function canFail(node: Node): boolean {
  return node.kind === 'call' || childrenOf(node).some(canFail);
}
