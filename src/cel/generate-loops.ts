import { COUNTED, loopCost } from './cost.ts';
import type { Generated, Writer } from './writer.ts';
import type { LoopIr } from './ir.ts';

/** The names of a loop that is being written. */
interface Names {
  readonly result: string;
  readonly error: string;
  readonly label: string;
  readonly key: string;
  /** Whether there are items behind this one. */
  readonly more: string;
}

interface Shape {
  /** The result before the first item. */
  readonly start: string;
  /** What each item does. */
  body(writer: Writer, ir: LoopIr, names: Names): void;
  end?(names: Names): string;
  readonly isBool: boolean;
}

/** A `for` over the items, with everything inline. */
export function generateLoop(writer: Writer, ir: LoopIr): Generated {
  const range = writer.generate(ir.range).code;
  const keys = writer.name('t');
  const [i, result, error, label] = [writer.name('i'), writer.name('r'), writer.name('e'), writer.name('L')];
  const key = `s${ir.slots[0]}`;
  const { start, each, taken } = loopCost(ir);
  const shape = SHAPES[ir.macro];
  const list = ir.slots.length === 2 ? `keysOf(${range})` : `Array.isArray(${range}) ? ${range} : itemsOf(${range})`;
  writer.line(`const ${keys} = ${list};`);
  writer.line(`if (${keys} instanceof Fault) ${writer.failAt(keys, ir.at)}`);
  writer.spend(start);
  writer.flush();
  writer.line(`let ${result} = ${shape.start}, ${error};`);
  writer.line(`${label}: for (let ${i} = 0; ${i} < ${keys}.length; ${i}++) {`);
  writer.line(`const ${key} = ${keys}[${i}];`);
  if (ir.slots.length === 2) writer.line(`const s${ir.slots[1]} = index(${range}, ${key});`);
  for (const slot of ir.slots) writer.readLocalAhead(slot);
  writer.line(`cost += ${each};`);
  writer.checkLimit(ir.at);
  if (ir.filter) {
    const { code, isBool } = writer.generate(ir.filter);
    writer.flush();
    writer.line(`if (${code} === false) continue ${label};`);
    if (!isBool) writer.line(`if (${code} !== true) ${writer.fail(`notBool(${code}, ${ir.at})`)}`);
  }
  if (ir.macro !== 'existsOne') writer.spend(taken);
  const more = `${i} + 1 < ${keys}.length`;
  shape.body(writer, ir, { result, error, label, key, more });
  writer.flush();
  writer.line('}');
  if (isQuantifier(ir)) writer.line(`if (${error} !== undefined) ${writer.fail(error)}`);
  return { code: shape.end?.({ result, error, label, key, more }) ?? result, isBool: shape.isBool };
}

const isQuantifier = ({ macro }: LoopIr): boolean => macro === 'all' || macro === 'exists';

/** `all` and `exists`: an error counts only where no item decides. */
function quantifier(neutral: boolean): Shape {
  return {
    start: String(neutral),
    isBool: true,
    body: (writer, ir, { result, error, label, more }) => {
      writer.block(error, () => {
        const { code, isBool } = writer.generate(ir.body);
        writer.flush();
        const { each } = loopCost(ir);
        writer.line(
          `if (${code} === ${!neutral}) { ${result} = ${!neutral}; ${error} = undefined; if (${more}) cost += ${each - 1}; break ${label}; }`,
        );
        if (!isBool) writer.line(`if (${code} !== ${neutral}) ${error} ??= notBool(${code}, ${ir.at});`);
      });
    },
  };
}

const COLLECTING: Shape = {
  start: '[]',
  isBool: false,
  body: (writer, ir, { result }) => writer.line(`${result}.push(${bodyOf(writer, ir)});`),
};

function bodyOf(writer: Writer, ir: LoopIr): string {
  const { code } = writer.generate(ir.body);
  writer.flush();
  return code;
}

function mapping(add: (names: Names, value: string) => string): Shape {
  return {
    start: 'new CelMap()',
    isBool: false,
    body: (writer, ir, names) => {
      const fault = writer.name('t');
      writer.line(`const ${fault} = ${add(names, bodyOf(writer, ir))};`);
      writer.line(`if (${fault} !== undefined) ${writer.failAt(fault, ir.at)}`);
    },
  };
}

const SHAPES: Readonly<Record<LoopIr['macro'], Shape>> = {
  all: quantifier(true),
  exists: quantifier(false),
  existsOne: {
    start: '0',
    isBool: true,
    body: (writer, ir, { result }) => {
      const { code, isBool } = writer.generate(ir.body);
      writer.flush();
      if (!isBool) writer.line(`if (typeof ${code} !== "boolean") ${writer.fail(`notBool(${code}, ${ir.at})`)}`);
      writer.line(`if (${code}) { ${result}++; cost += ${COUNTED}; }`);
    },
    end: ({ result }) => `(${result} === 1)`,
  },
  map: COLLECTING,
  transformList: COLLECTING,
  filter: { start: '[]', isBool: false, body: (writer, _, { result, key }) => writer.line(`${result}.push(${key});`) },
  transformMap: mapping(({ result, key }, value) => `addTransformed(${result}, ${key}, ${value})`),
  transformMapEntry: mapping(({ result }, value) => `addEntries(${result}, ${value})`),
};
