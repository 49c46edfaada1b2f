import type { LoopIr } from './ir.ts';
import { mostOfRound } from './straight-cost.ts';
import type { Straightened, Way } from './straight-way.ts';

/** `all` and `exists`: jumps out of the loop at the item that decides. */
export function jumpLoop(way: Way, ir: LoopIr, when: boolean, label: string): void {
  const decides = ir.macro === 'exists';
  if (when === decides) return rounds(way, ir, () => way.jump(ir.body, decides, label));
  way.block((decided) => {
    rounds(way, ir, () => way.jump(ir.body, decides, decided));
    way.writer.line(`break ${label};`);
  });
}

/** `map`, `filter` and `exists_one`. */
export function straightLoop(way: Way, ir: LoopIr): Straightened {
  const { writer } = way;
  const code = writer.name('r');
  if (ir.macro === 'existsOne') {
    writer.line(`let ${code} = 0;`);
    rounds(way, ir, () =>
      way.block((no) => {
        way.jump(ir.body, false, no);
        writer.line(`${code}++;`);
      }),
    );
    return { code: `(${code} === 1)`, isBool: true, isJson: true };
  }
  let isJson = true;
  writer.line(`const ${code} = [];`);
  rounds(way, ir, () => {
    const isFilter = ir.macro === 'filter';
    const value = isFilter ? local(way, ir.slots[0]!) : way.generate(ir.body);
    isJson = value.isJson;
    writer.line(`${code}.push(${value.code});`);
  });
  return { code, isBool: false, isJson };
}

const local = (way: Way, slot: number): Straightened => ({
  code: `s${slot}`,
  isBool: false,
  isJson: way.isJsonLocal(slot),
});

/** What is walked over: the items of a list, the keys of a map; both are found at once in JSON. */
function writeItems({ writer, giveUp }: Way, { code, isJson }: Straightened, items: string, hasTwo: boolean): void {
  writer.line(`let ${items} = ${code};`);
  const slow = `{ ${items} = ${hasTwo ? 'keysOf' : 'itemsOf'}(${code}); if (${items} instanceof Fault) ${giveUp} }`;
  if (hasTwo) return writer.line(slow);
  const isMap = `typeof ${code} === "object" && ${code} !== null`;
  writer.line(
    `if (!Array.isArray(${code})) ${isJson ? `if (${isMap}) ${items} = Object.keys(${code}); else ` : ''}${slow}`,
  );
}

/** A `for` over the items that pass the filter. */
function rounds(way: Way, ir: LoopIr, write: () => void): void {
  const { writer } = way;
  const range = way.generate(ir.range);
  const [first, second] = ir.slots;
  const [items, i] = [writer.name('t'), writer.name('i')];
  writeItems(way, range, items, second !== undefined);
  way.spend(`${items}.length * ${mostOfRound(ir)}`);
  writer.line(`for (let ${i} = 0; ${i} < ${items}.length; ${i}++) {`);
  writer.line(`const s${first} = ${items}[${i}];`);
  if (second !== undefined) writer.line(`const s${second} = index(${range.code}, s${first});`);
  for (const slot of ir.slots) way.bindLocal(slot, range.isJson);
  way.block((next) => {
    if (ir.filter) way.jump(ir.filter, false, next);
    write();
  });
  writer.line('}');
}
