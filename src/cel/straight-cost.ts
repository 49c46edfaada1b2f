import { partsOf } from './chains.ts';
import { COUNTED, loopCost } from './cost.ts';
import type { Ir, LoopIr } from './ir.ts';

/** The start of a chain that is asked for more. */
const START = 1;

/** What an expression costs at most beside its loops' rounds and what grows with its values: those are counted when they run. */
export function mostOnTheWay(ir: Ir): number {
  const parts = ir.op === 'loop' ? [ir.range] : partsOf(ir);
  return parts.reduce((sum, part) => sum + mostOnTheWay(part), ownCost(ir));
}

function ownCost(ir: Ir): number {
  switch (ir.op) {
    case 'variable':
    case 'local':
    case 'has':
      return START;
    case 'select':
      return START + 1;
    case 'call':
      return START + ir.cost + literalCost(ir);
    case 'loop':
      return loopCost(ir).start;
    default:
      return 0;
  }
}

/** A text that is compared costs by its length; of two, by the shorter one. */
function literalCost({ args }: Extract<Ir, { op: 'call' }>): number {
  const texts = args.flatMap((arg) =>
    arg.op === 'constant' && typeof arg.value === 'string' ? [arg.value.length] : [],
  );
  return Math.ceil(Math.max(0, ...texts) / 10);
}

/** What a round of a loop costs at most. */
export function mostOfRound(loop: LoopIr): number {
  const { each, taken } = loopCost(loop);
  const filter = loop.filter ? mostOnTheWay(loop.filter) : 0;
  return each + taken + COUNTED + filter + mostOnTheWay(loop.body);
}
