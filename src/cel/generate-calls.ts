import { startCost, stepCost } from './cost.ts';
import { readKey } from './generate-keys.ts';
import { askMembership, askText } from './generate-texts.ts';
import type { Generated, Writer } from './writer.ts';
import type { Ir } from './ir.ts';

type CallIr = Extract<Ir, { op: 'call' }>;

export const COMPARISONS: Readonly<Record<string, string>> = { '_<_': '<', '_<=_': '<=', '_>_': '>', '_>=_': '>=' };

export function generateCall(writer: Writer, ir: CallIr): Generated {
  const quick = QUICK[ir.name]?.(writer, ir);
  if (quick) return quick;
  const args = ir.args.map((arg) => writer.generate(arg).code);
  const comparison = COMPARISONS[ir.name];
  if (comparison) return compare(writer, ir, args, comparison);
  return call(writer, ir, args);
}

function call(writer: Writer, ir: CallIr, args: readonly string[]): Generated {
  const { run, rule, at, name } = ir;
  const code = writer.name('t');
  writer.spend((rule ? 0 : ir.cost) + stepCost(ir));
  writer.line(`const ${code} = ${writer.callable(run)}(${args.join(', ')});`);
  spendByRule(writer, rule, [code, ...args], at);
  const isEquality = name === '_==_' || name === '_!=_';
  if (!isEquality) writer.line(`if (${code} instanceof Fault) ${writer.failAt(code, at)}`);
  return { code, isBool: isEquality };
}

/** Costs by a rule are counted when the sizes are known. */
function spendByRule(writer: Writer, rule: CallIr['rule'], values: readonly string[], at: number): void {
  if (!rule) return;
  writer.line(`cost += ${writer.rule(rule)}(${values.slice(0, 3).join(', ')});`);
  writer.checkLimit(at);
}

function compare(writer: Writer, { run, rule, at }: CallIr, args: readonly string[], operator: string): Generated {
  const [a, b] = args;
  const code = writer.name('t');
  const slow = `${writer.callable(run)}(${a}, ${b})`;
  const areNumbers = `typeof ${a} === "number" && typeof ${b} === "number"`;
  writer.line(`const ${code} = ${areNumbers} ? ${a} ${operator} ${b} : ${slow};`);
  if (rule) writer.line(`cost += ${areNumbers} ? 1 : ${writer.rule(rule)}(${code}, ${a}, ${b});`);
  else writer.spend(1);
  writer.line(`if (${code} instanceof Fault) ${writer.failAt(code, at)}`);
  return { code, isBool: true };
}

type Quick = (writer: Writer, ir: CallIr) => Generated | undefined;

/** Calls that need no function where an operand is written out. */
const QUICK: Readonly<Record<string, Quick>> = {
  '_==_': (writer, ir) => equality(writer, ir, '==='),
  '_!=_': (writer, ir) => equality(writer, ir, '!=='),
  '!_': (writer, { args, at }) => {
    const value = writer.generate(args[0]!);
    writer.spend(1);
    if (!value.isBool)
      writer.line(`if (typeof ${value.code} !== "boolean") ${writer.fail(`notBool(${value.code}, ${at})`)}`);
    return bool(writer, `!${value.code}`);
  },
  contains: askText,
  startsWith: askText,
  endsWith: askText,
  matches: askText,
  '@in': askMembership,
  size: (writer, ir) => {
    const [of] = ir.args;
    if (!of || ir.args.length !== 1) return undefined;
    const value = writer.generate(of).code;
    const code = writer.name('t');
    writer.spend(1);
    writer.line(`const ${code} = Array.isArray(${value}) ? ${value}.length : ${writer.callable(ir.run)}(${value});`);
    writer.line(`if (${code} instanceof Fault) ${writer.failAt(code, ir.at)}`);
    return { code, isBool: false };
  },
  '_[_]': (writer, { args, at }) => {
    const [of, key] = args;
    if (key?.op !== 'constant' || typeof key.value !== 'string') return undefined;
    const object = writer.generate(of!);
    writer.spend(1 + startCost(of!));
    return readKey(writer, object.code, key.value, 'index', at);
  },
};

function bool(writer: Writer, expression: string): Generated {
  const code = writer.name('t');
  writer.line(`const ${code} = ${expression};`);
  return { code, isBool: true };
}

/** By the smaller size: 1 for what is no text, a tenth of a character otherwise. */
function spendForText(writer: Writer, code: string, value: unknown): void {
  if (typeof value !== 'string') writer.spend(1);
  else if (value.length > 10) writer.line(`cost += textCost(${code}, ${value.length});`);
  else if (value === '') writer.line(`if (typeof ${code} !== "string") cost += 1;`);
  else writer.line(`if (${code} !== "") cost += 1;`);
}

/** A comparison with a constant that JavaScript can make alone. */
export interface ConstantTest {
  readonly value: string | number | boolean | null;
  readonly other: Ir;
}

/** Strings, booleans and null equal only themselves; a number may equal one of another kind. */
export function constantTest({ args }: CallIr): ConstantTest | undefined {
  const [a, b] = args as [Ir, Ir];
  const [written, other] = b.op === 'constant' ? [b, a] : [a, b];
  if (written.op !== 'constant') return undefined;
  const { value } = written;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { value, other };
  return typeof value === 'number' && Number.isSafeInteger(value) ? { value, other } : undefined;
}

/** The code of a `ConstantTest` whose other side is `code` and whose constant is `literal`. */
export function constantTestCode(
  { value }: ConstantTest,
  code: string,
  literal: string,
  operator: '===' | '!==',
): string {
  if (typeof value !== 'number') return `(${code} ${operator} ${literal})`;
  const is = operator === '===' ? '' : '!';
  return `${is}(${code} === ${literal} || (typeof ${code} !== "number" && equals(${code}, ${literal})))`;
}

function equality(writer: Writer, ir: CallIr, operator: '===' | '!=='): Generated | undefined {
  const test = constantTest(ir);
  if (!test) return undefined;
  const { value, other } = test;
  const { code } = writer.generate(other);
  if (value === null && ir.rule) writer.line(`cost += ${writer.rule(ir.rule)}(null, ${code}, null);`);
  else spendForText(writer, code, value);
  return bool(writer, constantTestCode(test, code, writer.constant(value), operator));
}
