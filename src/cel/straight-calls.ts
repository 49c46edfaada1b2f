import { isQuick } from './generate-keys.ts';
import { areTexts, isOneOf, ASKS_TEXT } from './generate-texts.ts';
import { COMPARISONS, constantTest, constantTestCode } from './generate-calls.ts';
import type { Ir } from './ir.ts';
import { isOfJson, select } from './straight-reads.ts';
import type { Straightened, Way } from './straight-way.ts';

type CallIr = Extract<Ir, { op: 'call' }>;
type Quick = (way: Way, ir: CallIr) => Straightened | undefined;

export function straightCall(way: Way, ir: CallIr): Straightened {
  return QUICK[ir.name]?.(way, ir) ?? call(way, ir, values(way, ir.args));
}

const values = (way: Way, args: readonly Ir[]): Straightened[] => args.map((arg) => way.generate(arg));

const truth = (code: string): Straightened => ({ code, isBool: true, isJson: true });

/** Any function; a fault gives up. */
function call(way: Way, ir: CallIr, args: readonly Straightened[]): Straightened {
  const { writer } = way;
  const codes = args.map(({ code }) => code);
  const code = writer.name('t');
  writer.line(`const ${code} = ${writer.callable(ir.run)}(${codes.join(', ')});`);
  writer.line(`if (${code} instanceof Fault) ${way.giveUp}`);
  if (ir.rule) way.spend(`${writer.rule(ir.rule)}(${[code, ...codes].slice(0, 3).join(', ')})`);
  const isEquality = ir.name === '_==_' || ir.name === '_!=_';
  return { code, isBool: isEquality, isJson: isEquality || (ir.name === '_[_]' && args[0]!.isJson) };
}

/** Calls that need no function where an operand is written out. */
const QUICK: Readonly<Record<string, Quick>> = {
  '_==_': (way, ir) => equality(way, ir, '==='),
  '_!=_': (way, ir) => equality(way, ir, '!=='),
  '_<_': compare,
  '_<=_': compare,
  '_>_': compare,
  '_>=_': compare,
  '@in': membership,
  contains: askText,
  startsWith: askText,
  endsWith: askText,
  matches: askText,
  size,
  '_[_]': (way, { args: [of, key], at }) =>
    key?.op === 'constant' && typeof key.value === 'string' && isQuick(key.value) && of && isOfJson(way, of)
      ? select(way, { of, field: key.value, at })
      : undefined,
};

/** Numbers at once. */
function compare(way: Way, ir: CallIr): Straightened {
  const { writer } = way;
  const args = values(way, ir.args);
  const [a, b] = args.map(({ code }) => code);
  const code = writer.name('t');
  writer.line(`let ${code};`);
  writer.line(`if (typeof ${a} === "number" && typeof ${b} === "number") ${code} = ${a} ${COMPARISONS[ir.name]} ${b};`);
  writer.line('else {');
  const slow = call(way, ir, args);
  writer.line(`${code} = ${slow.code};`);
  writer.line('}');
  return truth(code);
}

function equality(way: Way, ir: CallIr, operator: '===' | '!=='): Straightened | undefined {
  const test = constantTest(ir);
  if (!test) return undefined;
  const { code } = way.generate(test.other);
  const text = constantTestCode(test, code, way.writer.constant(test.value), operator);
  return truth(typeof test.value === 'number' ? way.named(text) : text);
}

/** `text.contains("literal")` and its like; what is no text gives up. */
function askText(way: Way, ir: CallIr): Straightened | undefined {
  const [of, literal] = ir.args;
  if (!of || literal?.op !== 'constant' || typeof literal.value !== 'string' || ir.args.length !== 2) return undefined;
  const ask = ASKS_TEXT[ir.name]?.(literal.value);
  if (!ask) return undefined;
  const { code } = way.generate(of);
  way.writer.line(`if (typeof ${code} !== "string") ${way.giveUp}`);
  const answer = ask(code, way.writer);
  way.spend(answer.cost);
  return truth(way.named(answer.code));
}

/** `x in ["a", "b"]` of a text, and `"a" in list` and `"a" in map` of JSON. */
function membership(way: Way, ir: CallIr): Straightened | undefined {
  const { writer } = way;
  const [item, container] = ir.args as [Ir, Ir];
  if (container.op === 'constant' && areTexts(container.value)) {
    const { code } = way.generate(item);
    writer.line(`if (typeof ${code} !== "string") ${way.giveUp}`);
    return truth(way.named(isOneOf(writer, code, container.value)));
  }
  if (item.op !== 'constant' || typeof item.value !== 'string') return truthOf(call(way, ir, values(way, ir.args)));
  const of = way.generate(container);
  const code = writer.name('t');
  const literal = JSON.stringify(item.value);
  writer.line(`let ${code};`);
  writer.line(`if (Array.isArray(${of.code})) {`);
  way.spend(`${of.code}.length`);
  writer.line(`${code} = ${of.code}.includes(${literal});`);
  writer.line('}');
  if (of.isJson && isQuick(item.value))
    writer.line(
      `else if (typeof ${of.code} === "object" && ${of.code} !== null) ${code} = ${of.code}[${literal}] !== undefined;`,
    );
  writer.line('else {');
  const slow = call(way, ir, [{ code: literal, isBool: false, isJson: true }, of]);
  writer.line(`${code} = ${slow.code};`);
  writer.line('}');
  return truth(code);
}

/** Functions that give bools or faults. */
const truthOf = ({ code }: Straightened): Straightened => truth(code);

function size(way: Way, ir: CallIr): Straightened | undefined {
  const [of] = ir.args;
  if (!of || ir.args.length !== 1) return undefined;
  const { writer } = way;
  const value = way.generate(of).code;
  const code = writer.name('t');
  writer.line(`const ${code} = Array.isArray(${value}) ? ${value}.length : ${writer.callable(ir.run)}(${value});`);
  writer.line(`if (${code} instanceof Fault) ${way.giveUp}`);
  return { code, isBool: false, isJson: true };
}
