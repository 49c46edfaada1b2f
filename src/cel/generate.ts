import { has, hasValue, index, itemsOf, keysOf, select } from './access.ts';
import { notBool } from './bool.ts';
import type { CompileOptions } from './closures.ts';
import { equals } from './compare.ts';
import { tooCostly } from './cost.ts';
import { textCost } from './cost-rules.ts';
import { chainsOf } from './chains.ts';
import { generateNode } from './generate-nodes.ts';
import { Writer } from './writer.ts';
import type { Ir } from './ir.ts';
import { addEntries, addTransformed, heldBy, isMissing, noValue, type Backend, type Variables } from './runtime.ts';
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
  textCost,
  heldBy,
  isMissing,
  tooCostly,
  noValue,
  notBool,
  addTransformed,
  addEntries,
};

/** Runs several expressions and gives their values; what each has cost lands in the list. */
export type Together = (variables: Variables, limit: number, costs: number[]) => Value[];

/**
 * Compiles to one JavaScript function without inner closures or exceptions: an error is a jump to the block that absorbs
 * it. What the source holds gets into the text only as literals through JSON.stringify.
 */
export function compileJavaScript(ir: Ir, options: CompileOptions): Backend {
  const writer = new Writer(generateNode, [chainsOf(ir)]);
  writer.readAhead();
  const { code } = writer.begin(0).generate(ir);
  writer.flush();
  return made(
    writer,
    options,
    (text) => `function (variables, meter) {
const { limit } = meter;
let cost = meter.cost, e0;
L0: {
${text}
meter.cost = cost;
return ${code};
}
meter.cost = cost;
return e0;
}`,
  ) as Backend;
}

/** As one function, in which all share what they read of the variables; each has a limit, a cost and an error of its own. */
export function compileTogether(irs: readonly Ir[], options: CompileOptions): Together {
  const writer = new Writer(generateNode, irs.map(chainsOf));
  writer.readAhead();
  for (const [i, ir] of irs.entries()) {
    writer.line(`let r${i} = null;`);
    writer.line('cost = 0; e0 = undefined;');
    writer.line('L0: {');
    const { code } = writer.begin(i).generate(ir);
    writer.flush();
    writer.line(`r${i} = ${code};`);
    writer.line('}');
    writer.line(`if (e0 !== undefined) r${i} = e0;`);
    writer.line(`if (cost > limit) r${i} = tooCostly(limit);`);
    writer.line(`costs[${i}] = cost;`);
  }
  const results = irs.map((_, i) => `r${i}`).join(', ');
  return made(
    writer,
    options,
    (text) => `function (variables, limit, costs) {
let cost, e0;
${text}
return [${results}];
}`,
  ) as Together;
}

function made(writer: Writer, options: CompileOptions, write: (text: string) => string): unknown {
  const runtime = { ...RUNTIME, has: options.nullsAreMissing ? hasValue : has };
  const names = Object.keys(runtime).join(', ');
  const body = `"use strict";
const { ${names} } = runtime;
${writer.hoisted()}
return ${write(`${writer.declarations()}\n${writer.text()}`)};`;
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- the text holds only literals; closures.ts is for where this is refused
  const make = new Function('runtime', 'functions', 'constants', 'rules', body) as (...parts: unknown[]) => unknown;
  return make(runtime, writer.functions, writer.constants, writer.rules);
}
