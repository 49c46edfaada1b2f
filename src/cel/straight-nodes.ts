import type { Ir } from './ir.ts';
import { straightCall } from './straight-calls.ts';
import { jumpLoop, straightLoop } from './straight-loops.ts';
import { fieldOrNot, has, select } from './straight-reads.ts';
import { isQuantifier } from './straight-rules.ts';
import type { Straightened, Way } from './straight-way.ts';
import type { Value } from './values.ts';

type Of<O extends Ir['op']> = Extract<Ir, { op: O }>;

export function straightNode(way: Way, ir: Ir): Straightened {
  switch (ir.op) {
    case 'constant':
      return { code: way.writer.constant(ir.value), isBool: typeof ir.value === 'boolean', isJson: isJson(ir.value) };
    case 'variable':
      return variable(way, ir);
    case 'local':
      return { code: `s${ir.slot}`, isBool: false, isJson: way.isJsonLocal(ir.slot) };
    case 'select':
      return select(way, ir);
    case 'has':
      return has(way, ir);
    case 'choose':
      return choose(way, ir);
    case 'call':
      return ir.name === '!_' ? settled(way, ir) : straightCall(way, ir);
    case 'loop':
      return isQuantifier(ir) ? settled(way, ir) : straightLoop(way, ir);
    case 'else':
      return otherwise(way, ir);
    default:
      return settled(way, ir);
  }
}

function isJson(value: Value): boolean {
  if (Array.isArray(value)) return (value as Value[]).every(isJson);
  return value === null || (typeof value !== 'object' && typeof value !== 'bigint');
}

/** Jumps where the condition is what is asked for, and goes on where it is the other. */
export function jump(way: Way, ir: Ir, when: boolean, label: string): void {
  if (ir.op === 'logic') return jumpLogic(way, ir, when, label);
  if (ir.op === 'call' && ir.name === '!_') return way.jump(ir.args[0]!, !when, label);
  if (ir.op === 'loop' && isQuantifier(ir)) return jumpLoop(way, ir, when, label);
  const { code, isBool } = way.generate(ir);
  if (!isBool) way.writer.line(`if (typeof ${code} !== "boolean") ${way.giveUp}`);
  way.writer.line(`if (${when ? code : `!${code}`}) break ${label};`);
}

/** Of `a || b` either jumps where it is true, and the last where it is false. */
function jumpLogic(way: Way, { all, items }: Of<'logic'>, when: boolean, label: string): void {
  if (when !== all) {
    for (const item of items) way.jump(item, when, label);
    return;
  }
  way.block((decided) => {
    for (const item of items.slice(0, -1)) way.jump(item, !when, decided);
    way.jump(items.at(-1)!, when, label);
  });
}

/** A condition as a value. */
function settled(way: Way, ir: Ir): Straightened {
  const code = way.writer.name('r');
  way.writer.line(`let ${code} = false;`);
  way.block((no) => {
    way.jump(ir, false, no);
    way.writer.line(`${code} = true;`);
  });
  return { code, isBool: true, isJson: true };
}

function variable(way: Way, { name }: Of<'variable'>): Straightened {
  const code = way.writer.variable(name);
  way.writer.line(`if (${code} === undefined) ${way.giveUp}`);
  return { code, isBool: false, isJson: way.isJson(name) };
}

function choose(way: Way, { test, yes, no }: Of<'choose'>): Straightened {
  const { writer } = way;
  const code = writer.name('r');
  const isJsonOf: boolean[] = [];
  const isBoolOf: boolean[] = [];
  const take = (ir: Ir): void => {
    const value = way.generate(ir);
    writer.line(`${code} = ${value.code};`);
    isJsonOf.push(value.isJson);
    isBoolOf.push(value.isBool);
  };
  writer.line(`let ${code};`);
  way.block((end) => {
    way.block((other) => {
      way.jump(test, false, other);
      take(yes);
      writer.line(`break ${end};`);
    });
    take(no);
  });
  return { code, isBool: isBoolOf.every(Boolean), isJson: isJsonOf.every(Boolean) };
}

/** `of.orValue(other)` where the optional value is a field of JSON, which needs no `Optional`; and any other. */
function otherwise(way: Way, ir: Of<'else'>): Straightened {
  const { writer } = way;
  const field = ir.unwraps ? fieldOrNot(way, ir.of) : undefined;
  const first = field ?? way.generate(ir.of);
  const code = writer.name('r');
  writer.line(`let ${code} = ${first.code};`);
  writer.line(field ? `if (${code} === undefined) {` : `if (isMissing(${code})) {`);
  const second = way.generate(ir.other);
  writer.line(`${code} = ${second.code};`);
  writer.line(!field && ir.unwraps ? `} else ${code} = heldBy(${code});` : '}');
  return { code, isBool: false, isJson: field !== undefined && second.isJson };
}
