import { readKey } from './generate-keys.ts';
import type { Generated, Writer } from './writer.ts';
import type { Ir } from './ir.ts';

type CallIr = Extract<Ir, { op: 'call' }>;

const COMPARISONS: Readonly<Record<string, string>> = { '_<_': '<', '_<=_': '<=', '_>_': '>', '_>=_': '>=' };

export function generateCall(writer: Writer, ir: CallIr): Generated {
  const quick = QUICK[ir.name]?.(writer, ir);
  if (quick) return quick;
  const args = ir.args.map((arg) => writer.generate(arg).code);
  const comparison = COMPARISONS[ir.name];
  if (comparison) return compare(writer, ir, args, comparison);
  return call(writer, ir, args);
}

function call(writer: Writer, { run, cost, sized, at, name }: CallIr, args: readonly string[]): Generated {
  const code = writer.name('t');
  writer.spend(cost);
  writer.line(`const ${code} = ${writer.callable(run)}(${args.join(', ')});`);
  const isEquality = name === '_==_' || name === '_!=_';
  if (!isEquality) writer.line(`if (${code} instanceof Fault) ${writer.failAt(code, at)}`);
  if (sized) {
    writer.line(
      `cost += sizedCost(${writer.cost(sized)}, ${args[0] ?? 'undefined'}, ${args[1] ?? 'undefined'}, ${code});`,
    );
    writer.checkLimit(at);
  }
  return { code, isBool: isEquality };
}

function compare(writer: Writer, { run, at }: CallIr, args: readonly string[], operator: string): Generated {
  const [a, b] = args;
  const code = writer.name('t');
  writer.spend(1);
  const slow = `${writer.callable(run)}(${a}, ${b})`;
  writer.line(
    `const ${code} = typeof ${a} === "number" && typeof ${b} === "number" ? ${a} ${operator} ${b} : ${slow};`,
  );
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
  '_[_]': (writer, { args, at }) => {
    const [of, key] = args;
    if (key?.op !== 'constant' || typeof key.value !== 'string') return undefined;
    const object = writer.generate(of!);
    writer.spend(1);
    return readKey(writer, object.code, key.value, 'index', at);
  },
};

function bool(writer: Writer, expression: string): Generated {
  const code = writer.name('t');
  writer.line(`const ${code} = ${expression};`);
  return { code, isBool: true };
}

/** Strings, booleans and null equal only themselves; a number may equal one of another kind. */
function equality(writer: Writer, { args }: CallIr, operator: '===' | '!=='): Generated | undefined {
  const [a, b] = args as [Ir, Ir];
  const [written, other] = b.op === 'constant' ? [b, a] : [a, b];
  if (written.op !== 'constant') return undefined;
  const { value } = written;
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value);
  if (!isWhole && value !== null && typeof value !== 'string' && typeof value !== 'boolean') return undefined;
  const { code } = writer.generate(other);
  writer.spend(1);
  const literal = writer.constant(value);
  if (!isWhole) return bool(writer, `${code} ${operator} ${literal}`);
  const is = operator === '===' ? '' : '!';
  return bool(writer, `${is}(${code} === ${literal} || (typeof ${code} !== "number" && equals(${code}, ${literal})))`);
}
