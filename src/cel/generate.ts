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
import { addEntries, addTransformed, heldBy, isMissing, noValue, type Backend } from './runtime.ts';
import { CelMap, Fault, Special, placed } from './values.ts';

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

/**
 * Compiles to one JavaScript function without inner closures or exceptions: an error is a jump to the block that absorbs
 * it. What the source holds gets into the text only as literals through JSON.stringify.
 */
export function compileJavaScript(ir: Ir, options: CompileOptions): Backend {
  const writer = new Writer(generateNode, chainsOf(ir));
  writer.readAhead();
  const { code } = writer.generate(ir);
  writer.flush();
  return makeFunction(
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

/** Makes the function of what is written. */
export function makeFunction(writer: Writer, options: CompileOptions, write: (text: string) => string): unknown {
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
