import type { Generated, Writer } from './writer.ts';
import type { Ir } from './ir.ts';
import { regexOf } from './regex.ts';
import { Fault, type Value } from './values.ts';

type CallIr = Extract<Ir, { op: 'call' }>;

/** Writes a call that asks something of a value when it is a text (or a list), and calls its function when it is not. */
export interface Question {
  readonly writer: Writer;
  readonly ir: CallIr;
  /** The value that is asked. */
  readonly of: Ir;
}

/** JavaScript for a value that passed the test: what it answers and what that costs. */
interface Answer {
  readonly code: string;
  readonly cost: string;
}

type Ask = (value: string, writer: Writer) => Answer;

/** A tenth of the length, rounded up. */
const tenth = (value: string): string => `((${value}.length + 9) / 10 | 0)`;

const TENTHS = (text: string): number => Math.ceil(text.length * 0.1);

export const ASKS_TEXT: Readonly<Record<string, (literal: string) => Ask | undefined>> = {
  contains: (part) => (value) => ({
    code: `${value}.includes(${JSON.stringify(part)})`,
    cost: `${tenth(value)} * ${TENTHS(part)}`,
  }),
  startsWith: (part) => (value) => ({
    code: startsWith(value, part),
    cost: tenth(value),
  }),
  endsWith: (part) => (value) => ({ code: `${value}.endsWith(${JSON.stringify(part)})`, cost: tenth(value) }),
  matches: (pattern) => {
    const regex = regexOf(pattern);
    if (regex instanceof Fault) return undefined;
    return (value, writer) => ({
      code: `${writer.constant(regex.native ?? regex)}.test(${value})`,
      cost: `((${value}.length + 10) / 10 | 0) * ${Math.ceil(pattern.length * 0.25)}`,
    });
  },
};

/** Most texts differ in their first unit; V8 compares the others quickest so. */
function startsWith(value: string, part: string): string {
  return part === ''
    ? 'true'
    : `(${value}.charCodeAt(0) === ${part.charCodeAt(0)} && ${value}.lastIndexOf(${JSON.stringify(part)}, 0) === 0)`;
}

/** `text.contains("literal")` and its like. */
export function askText(writer: Writer, ir: CallIr): Generated | undefined {
  const [of, literal] = ir.args;
  if (literal?.op !== 'constant' || typeof literal.value !== 'string' || ir.args.length !== 2) return undefined;
  const ask = ASKS_TEXT[ir.name]?.(literal.value);
  return ask && askOf({ writer, ir, of: of! }, 'text', ask);
}

/** Lists of literals up to this length are compared one by one. */
const FEW = 6;

/** `x in ["a", "b"]` costs nothing, and `"a" in list` a unit for each item. */
export function askMembership(writer: Writer, ir: CallIr): Generated | undefined {
  const [item, container] = ir.args;
  if (container?.op === 'constant' && areTexts(container.value)) {
    const texts = container.value;
    return askOf({ writer, ir, of: item! }, 'text', (value) => ({ code: isOneOf(writer, value, texts), cost: '0' }));
  }
  if (item?.op !== 'constant' || typeof item.value !== 'string') return undefined;
  const literal = JSON.stringify(item.value);
  const rule = ir.rule && writer.rule(ir.rule);
  return askOf({ writer, ir, of: container! }, 'list', (value) => ({
    code: `${value}.includes(${literal})`,
    cost: rule === undefined ? String(ir.cost) : `${rule}(true, ${literal}, ${value})`,
  }));
}

export function areTexts(value: Value): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}

export function isOneOf(writer: Writer, value: string, texts: readonly string[]): string {
  if (texts.length > FEW) return `${writer.constant(new Set(texts))}.has(${value})`;
  return `(${texts.map((text) => `${value} === ${JSON.stringify(text)}`).join(' || ')})`;
}

const TESTS = {
  text: (value: string) => `typeof ${value} === "string"`,
  list: (value: string) => `Array.isArray(${value})`,
} as const;

function askOf({ writer, ir, of }: Question, kind: keyof typeof TESTS, ask: Ask): Generated {
  const args = ir.args.map((arg) => writer.generate(arg).code);
  const value = args[ir.args.indexOf(of)]!;
  const code = writer.name('t');
  const answer = ask(value, writer);
  writer.line(`let ${code};`);
  writer.line(`if (${TESTS[kind](value)}) { ${code} = ${answer.code}; cost += ${answer.cost}; }`);
  writer.line('else {');
  writer.line(`${code} = ${writer.callable(ir.run)}(${args.join(', ')});`);
  const cost = ir.rule ? `${writer.rule(ir.rule)}(${[code, ...args].join(', ')})` : String(ir.cost);
  writer.line(`cost += ${cost};`);
  writer.line(`if (${code} instanceof Fault) ${writer.failAt(code, ir.at)}`);
  writer.line('}');
  return { code, isBool: ir.overloads.length > 0 && ir.overloads.every(({ result }) => result.name === 'bool') };
}
