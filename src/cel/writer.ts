import type { Chains } from './chains.ts';
import { readAhead, type Known } from './generate-keys.ts';
import type { Ir } from './ir.ts';
import type { CostRule } from './cost-rules.ts';
import type { Callable } from './library.ts';
import type { Value } from './values.ts';

/** The JavaScript of a value that is no fault: a name or a literal. */
export interface Generated {
  readonly code: string;
  readonly isBool: boolean;
}

/** Where an error jumps to. */
export interface Handler {
  readonly label: string;
  readonly error: string;
  isUsed: boolean;
}

/** JavaScript while it is written. */
export class Writer {
  readonly constants: Value[] = [];
  readonly functions: Callable[] = [];
  readonly rules: CostRule[] = [];
  /** What is known of values, by their names. */
  readonly known = new Map<string, Known>();
  /** What the expression asks of its variables and locals. */
  private readonly chains: Chains;
  private readonly variables = new Map<string, string>();
  private readonly lines: string[] = [];
  private readonly handlers: Handler[] = [{ label: 'L0', error: 'e0', isUsed: true }];
  private readonly node: (writer: Writer, ir: Ir) => Generated;
  private pending = 0;
  private count = 0;

  constructor(node: (writer: Writer, ir: Ir) => Generated, chains: Chains) {
    this.node = node;
    this.chains = chains;
  }

  /** Writes what gives the value of a node. */
  generate(ir: Ir): Generated {
    return this.node(this, ir);
  }

  /** A name that no other has. */
  name(prefix: string): string {
    return `${prefix}${++this.count}`;
  }

  /** The name of a variable's value; undefined where it has none. */
  variable(name: string): string {
    let code = this.variables.get(name);
    if (code === undefined) this.variables.set(name, (code = this.name('v')));
    return code;
  }

  /** Reads ahead what the expression asks of its variables more than once. */
  readAhead(): void {
    for (const [name, chain] of this.chains.variables) readAhead(this, this.variable(name), chain);
  }

  /** Reads ahead what the expression asks of a local. */
  readLocalAhead(slot: number): void {
    readAhead(this, `s${slot}`, this.chains.locals.get(slot));
  }

  /** Reads the variables. */
  declarations(): string {
    return Array.from(this.variables, ([name, code]) => `const ${code} = variables[${JSON.stringify(name)}];`).join(
      '\n',
    );
  }

  line(text: string): void {
    this.lines.push(text);
  }

  /** What runs from here to the next branch costs this much more. */
  spend(cost: number): void {
    this.pending += cost;
  }

  /** Writes what has been spent: before every branch. */
  flush(): void {
    if (this.pending !== 0) this.line(`cost += ${this.pending};`);
    this.pending = 0;
  }

  /** The jump of an error: `code` is a fault. */
  fail(code: string): string {
    const handler = this.handlers.at(-1)!;
    handler.isUsed = true;
    const spent = this.pending !== 0 ? `cost += ${this.pending}; ` : '';
    return `{ ${spent}${handler.error} ??= ${code}; break ${handler.label}; }`;
  }

  failAt(code: string, at: number): string {
    return this.fail(`placed(${code}, ${at})`);
  }

  /** Ends the run: nothing absorbs this. */
  checkLimit(at: number): void {
    this.line(`if (cost > limit) { e0 = placed(tooCostly(limit), ${at}); break L0; }`);
  }

  /** A block whose errors land behind it, in the variable `error`. */
  block(error: string, write: () => void): boolean {
    const handler: Handler = { label: this.name('L'), error, isUsed: false };
    this.handlers.push(handler);
    this.line(`${handler.label}: {`);
    write();
    this.flush();
    this.line('}');
    this.handlers.pop();
    return handler.isUsed;
  }

  constant(value: Value): string {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'number' && Number.isSafeInteger(value)) return `(${JSON.stringify(value)})`;
    return `k${this.constants.push(value) - 1}`;
  }

  callable(run: Callable): string {
    const known = this.functions.indexOf(run);
    return `f${known >= 0 ? known : this.functions.push(run) - 1}`;
  }

  rule(rule: CostRule): string {
    const known = this.rules.indexOf(rule);
    return `c${known >= 0 ? known : this.rules.push(rule) - 1}`;
  }

  hoisted(): string {
    return [
      ...this.constants.map((_, i) => `const k${i} = constants[${i}];`),
      ...this.functions.map((_, i) => `const f${i} = functions[${i}];`),
      ...this.rules.map((_, i) => `const c${i} = rules[${i}].actual;`),
    ].join('\n');
  }

  text(): string {
    return this.lines.join('\n');
  }
}
