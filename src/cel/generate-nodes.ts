import { generateCall } from './generate-calls.ts';
import { chainRefund, startCost } from './cost.ts';
import { generateLoop } from './generate-loops.ts';
import { hasKey, readKey } from './generate-keys.ts';
import type { Generated, Writer } from './writer.ts';
import type { Ir } from './ir.ts';

type Of<O extends Ir['op']> = Extract<Ir, { op: O }>;

export function generateNode(writer: Writer, ir: Ir): Generated {
  switch (ir.op) {
    case 'constant':
      return { code: writer.constant(ir.value), isBool: typeof ir.value === 'boolean' };
    case 'variable':
      return variable(writer, ir);
    case 'local':
      return local(writer, ir);
    case 'select':
      return select(writer, ir);
    case 'has':
      return hasField(writer, ir);
    case 'logic':
      return logic(writer, ir);
    case 'choose':
      return choose(writer, ir);
    case 'call':
      return generateCall(writer, ir);
    case 'loop':
      return generateLoop(writer, ir);
    case 'bind':
      return bind(writer, ir);
    case 'else':
      return otherwise(writer, ir);
    default:
      writer.line(`if (true) ${writer.failAt(`new Fault(${JSON.stringify(ir.message)})`, ir.at)}`);
      return { code: 'null', isBool: false };
  }
}

function variable(writer: Writer, { name, at }: Of<'variable'>): Generated {
  const code = writer.variable(name);
  writer.spend(1);
  writer.line(`if (${code} === undefined) ${writer.fail(`noValue(${JSON.stringify(name)}, ${at})`)}`);
  return { code, isBool: false };
}

function local(writer: Writer, { slot, mayFail, cost }: Of<'local'>): Generated {
  const code = `s${slot}`;
  if (cost === 'one') writer.spend(1);
  if (cost === 'again') writer.line(`cost += m${slot};`);
  if (mayFail) writer.line(`if (${code} instanceof Fault) ${writer.fail(code)}`);
  return { code, isBool: false };
}

function select(writer: Writer, { of, field, at }: Of<'select'>): Generated {
  const object = writer.generate(of);
  writer.spend(1 + startCost(of));
  return readKey(writer, object.code, field, 'select', at);
}

function hasField(writer: Writer, { of, field, at }: Of<'has'>): Generated {
  const object = writer.generate(of).code;
  writer.spend(startCost(of));
  return hasKey(writer, object, field, at);
}

function logic(writer: Writer, { all, items, at }: Of<'logic'>): Generated {
  const code = writer.name('r');
  const error = writer.name('e');
  const done = writer.name('D');
  writer.flush();
  writer.line(`let ${code} = ${all}, ${error};`);
  writer.line(`${done}: {`);
  let mayFail = false;
  for (const item of items) {
    const isUsed = writer.block(error, () => {
      const value = writer.generate(item);
      writer.flush();
      writer.line(`if (${value.code} === ${!all}) { ${code} = ${!all}; ${error} = undefined; break ${done}; }`);
      if (value.isBool) return;
      mayFail = true;
      writer.line(`if (${value.code} !== ${all}) ${error} ??= notBool(${value.code}, ${at});`);
    });
    mayFail ||= isUsed;
  }
  writer.line('}');
  if (mayFail) writer.line(`if (${error} !== undefined) ${writer.fail(error)}`);
  return { code, isBool: true };
}

function choose(writer: Writer, { test, yes, no, at }: Of<'choose'>): Generated {
  const condition = writer.generate(test);
  const code = writer.name('r');
  writer.flush();
  if (!condition.isBool) {
    writer.line(`if (typeof ${condition.code} !== "boolean") ${writer.fail(`notBool(${condition.code}, ${at})`)}`);
  }
  writer.line(`let ${code};`);
  writer.line(`if (${condition.code}) {`);
  writer.spend(chainRefund(yes));
  const then = writer.generate(yes);
  writer.flush();
  writer.line(`${code} = ${then.code};`);
  writer.line('} else {');
  writer.spend(chainRefund(no));
  const otherwise = writer.generate(no);
  writer.flush();
  writer.line(`${code} = ${otherwise.code};`);
  writer.line('}');
  return { code, isBool: then.isBool && otherwise.isBool };
}

function otherwise(writer: Writer, { of, other, unwraps }: Of<'else'>): Generated {
  const first = writer.generate(of).code;
  const code = writer.name('r');
  writer.flush();
  writer.line(`let ${code};`);
  writer.line(`if (isMissing(${first})) {`);
  const second = writer.generate(other).code;
  writer.flush();
  writer.line(`${code} = ${second};`);
  writer.line(`} else ${code} = ${unwraps ? `heldBy(${first})` : first};`);
  return { code, isBool: false };
}

function bind(writer: Writer, { slot, value, body }: Of<'bind'>): Generated {
  const local = `s${slot}`;
  writer.flush();
  writer.line(`let ${local}, m${slot} = cost;`);
  writer.block(local, () => {
    const { code } = writer.generate(value);
    writer.flush();
    writer.line(`${local} = ${code};`);
  });
  writer.line(`m${slot} = cost - m${slot};`);
  writer.readLocalAhead(slot);
  return writer.generate(body);
}
