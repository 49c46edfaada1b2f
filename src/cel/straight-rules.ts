import { partsOf } from './chains.ts';
import type { Ir } from './ir.ts';

/** Functions without effects, which may run once more where the straight way gives up. */
const PURE: ReadonlySet<string> = new Set(
  (
    '_==_ _!=_ _<_ _<=_ _>_ _>=_ !_ -_ _+_ _-_ _*_ _/_ _%_ @in _[_] _[?_] a.?b [] {} size contains startsWith endsWith ' +
    'matches bool bytes double dyn int string type uint lowerAscii upperAscii split join replace substring indexOf ' +
    'lastIndexOf charAt trim hasValue value or orValue optional.of optional.none quantity isQuantity isGreaterThan isLessThan'
  ).split(' '),
);

const CONDITIONS: ReadonlySet<string> = new Set(['!_', '_==_', '_!=_', '_<_', '_<=_', '_>_', '_>=_', '@in']);
const MADE_MAPS: ReadonlySet<string> = new Set(['transformMap', 'transformMapEntry']);

/** Whether there is a straight way through the expression. */
export function mayGoStraight(ir: Ir): boolean {
  return isKnown(ir) && partsOf(ir).every(mayGoStraight);
}

function isKnown(ir: Ir): boolean {
  if (ir.op === 'call') return PURE.has(ir.name);
  if (ir.op === 'loop') return !MADE_MAPS.has(ir.macro);
  if (ir.op === 'local') return !ir.mayFail && ir.cost !== 'again';
  return ir.op !== 'bind' && ir.op !== 'fault';
}

/** What gives a bool by its nature, and is written as jumps. */
export function isCondition(ir: Ir): boolean {
  if (ir.op === 'call') return CONDITIONS.has(ir.name);
  return ir.op === 'logic' || ir.op === 'has' || isQuantifier(ir);
}

export const isQuantifier = (ir: Ir): boolean => ir.op === 'loop' && (ir.macro === 'all' || ir.macro === 'exists');

/** A field that may be missing: `a.?b`, `a[?"b"]`, and what is selected of one. */
export function optionalField(
  ir: Ir,
): { readonly of: Ir; readonly field: string; readonly isAsked: boolean } | undefined {
  if (ir.op === 'select') return optionalField(ir.of) && { of: ir.of, field: ir.field, isAsked: false };
  if (ir.op !== 'call' || (ir.name !== 'a.?b' && ir.name !== '_[?_]')) return undefined;
  const [of, key] = ir.args;
  if (!of || key?.op !== 'constant' || typeof key.value !== 'string') return undefined;
  return { of, field: key.value, isAsked: true };
}
