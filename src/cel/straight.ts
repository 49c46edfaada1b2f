import { chainsOf } from './chains.ts';
import type { CompileOptions } from './closures.ts';
import { CALL_LIMIT } from './cost.ts';
import { makeFunction } from './generate.ts';
import type { Ir } from './ir.ts';
import type { Variables } from './runtime.ts';
import { mostOnTheWay } from './straight-cost.ts';
import { jump, straightNode } from './straight-nodes.ts';
import { mayGoStraight, isCondition } from './straight-rules.ts';
import { Way } from './straight-way.ts';
import type { Value } from './values.ts';

/*
 * The straight way, the fast path through expressions for values that hold no surprise. It keeps no track of errors and
 * counts costs from above: where an error may arise, or the limit might be reached, it gives up, and the exact code of
 * generate.ts runs instead.
 */

/** Values of expressions in their order, undefined for each that gave up; undefined where all did. */
export type Straight = (variables: Variables) => readonly (Value | undefined)[] | undefined;

/** Undefined where none of the expressions can go straight. They give up before they cost more than `limit` together. */
export function compileStraight(irs: readonly Ir[], options: CompileOptions, limit = CALL_LIMIT): Straight | undefined {
  return compiled(irs, options, limit, (results) => `[${results.join(', ')}]`) as Straight | undefined;
}

/** As `compileStraight`, of one expression: its value, undefined where it gave up. */
export function compileStraightOne(
  ir: Ir,
  options: CompileOptions,
): ((variables: Variables) => Value | undefined) | undefined {
  return compiled([ir], options, CALL_LIMIT, ([result]) => result!) as ReturnType<typeof compileStraightOne>;
}

function compiled(
  irs: readonly Ir[],
  options: CompileOptions,
  limit: number,
  write: (results: readonly string[]) => string,
): unknown {
  const able = irs.map(mayGoStraight);
  if (!able.includes(true)) return undefined;
  const chains = irs.map((ir, i) => (able[i] ? chainsOf(ir) : undefined));
  const way = new Way({ value: straightNode, jump }, { ...options, limit }, chains);
  const { writer } = way;
  way.readAhead();
  for (const [i, ir] of irs.entries()) {
    writer.line(`let r${i};`);
    if (able[i]) writeOne(way, ir, i);
  }
  const most = irs.reduce((sum, ir, i) => sum + (able[i] ? mostOnTheWay(ir) : 0), 0);
  return makeFunction(
    writer,
    options,
    (text) => `function (variables) {
let spent = ${most};
${text}
return spent > ${limit} ? undefined : ${write(irs.map((_, i) => `r${i}`))};
}`,
  );
}

/** Its result stays undefined where it gives up. */
function writeOne(way: Way, ir: Ir, i: number): void {
  const { writer } = way;
  const end = way.begin(i);
  writer.line(`${end}: {`);
  if (isCondition(ir)) {
    way.block((no) => {
      way.jump(ir, false, no);
      writer.line(`r${i} = true; break ${end};`);
    });
    writer.line(`r${i} = false;`);
  } else writer.line(`r${i} = ${way.generate(ir).code};`);
  writer.line('}');
}
