import { has, hasValue, index, itemsOf, keysOf, select } from './access.ts';
import { notBool } from './bool.ts';
import type { CompileOptions } from './closures.ts';
import { equals } from './compare.ts';
import { sizedCost, tooCostly } from './cost.ts';
import { generateNode } from './generate-nodes.ts';
import type { Ir } from './ir.ts';
import type { Callable, Cost } from './library.ts';
import { addEntries, addTransformed, noValue, type Backend } from './runtime.ts';
import { CelMap, Fault, Special, placed, type Value } from './values.ts';

/** What generated code calls, by short names. */
const RUNTIME = {
  Special,
  Fault,
  CelMap,
  placed,
  select,
  index,
  itemsOf,
  keysOf,
  equals,
  sizedCost,
  tooCostly,
  noValue,
  notBool,
  addTransformed,
  addEntries,
};

/**
 * Compiles to one JavaScript function without inner closures or exceptions: an error is a jump to the block that absorbs
 * it. What the source holds gets into the text only as literals through JSON.stringify.
 */
export function compileJavaScript(ir: Ir, options: CompileOptions): Backend {
  const writer = new Writer();
  const result = generateNode(writer, ir);
  writer.flush();
  const runtime = { ...RUNTIME, has: options.nullsAreMissing ? hasValue : has };
  const names = Object.keys(runtime).join(', ');
  const body = `"use strict";
const { ${names} } = runtime;
${writer.hoisted()}
return function (variables, meter) {
const { limit } = meter;
let cost = meter.cost, e0;
L0: {
${writer.text()}
meter.cost = cost;
return ${result.code};
}
meter.cost = cost;
return e0;
};`;
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- the text holds only literals; closures.ts is for where this is refused
  const make = new Function('runtime', 'functions', 'constants', 'costs', body) as (...parts: unknown[]) => Backend;
  return make(runtime, writer.functions, writer.constants, writer.costs);
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
  readonly costs: Cost[] = [];
  private readonly lines: string[] = [];
  private readonly handlers: Handler[] = [{ label: 'L0', error: 'e0', isUsed: true }];
  private pending = 0;
  private count = 0;

  /** A name that no other has. */
  name(prefix: string): string {
    return `${prefix}${++this.count}`;
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
    if (this.pending > 0) this.line(`cost += ${this.pending};`);
    this.pending = 0;
  }

  /** The jump of an error: `code` is a fault. */
  fail(code: string): string {
    const handler = this.handlers.at(-1)!;
    handler.isUsed = true;
    const spent = this.pending > 0 ? `cost += ${this.pending}; ` : '';
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

  cost(cost: Cost): string {
    const known = this.costs.indexOf(cost);
    return `c${known >= 0 ? known : this.costs.push(cost) - 1}`;
  }

  hoisted(): string {
    return [
      ...this.constants.map((_, i) => `const k${i} = constants[${i}];`),
      ...this.functions.map((_, i) => `const f${i} = functions[${i}];`),
      ...this.costs.map((_, i) => `const c${i} = costs[${i}];`),
    ].join('\n');
  }

  text(): string {
    return this.lines.join('\n');
  }
}
