import type { Ir } from './ir.ts';
import { Fault, type Value } from './values.ts';

type CallIr = Extract<Ir, { op: 'call' }>;

/** Functions that cel-go evaluates before the run where their argument is written out. */
const CONVERSIONS: ReadonlySet<string> = new Set(
  'bool bytes double duration dyn int string timestamp type uint'.split(' '),
);

/**
 * The expression with its constants made once: lists, maps and conversions of literals (cel-go, interpreter/decorators.go).
 * Reading a constant costs nothing, and nor does looking for a value in a list of literals.
 */
export function fold(ir: Ir): Ir {
  switch (ir.op) {
    case 'select':
    case 'has':
      return { ...ir, of: fold(ir.of) };
    case 'logic':
      return { ...ir, items: ir.items.map(fold) };
    case 'choose':
      return { ...ir, test: fold(ir.test), yes: fold(ir.yes), no: fold(ir.no) };
    case 'call':
      return foldCall({ ...ir, args: ir.args.map(fold) });
    case 'else':
      return { ...ir, of: fold(ir.of), other: fold(ir.other) };
    case 'loop':
      return { ...ir, range: fold(ir.range), filter: ir.filter && fold(ir.filter), body: fold(ir.body) };
    case 'bind':
      return { ...ir, value: fold(ir.value), body: fold(ir.body) };
    default:
      return ir;
  }
}

function foldCall(ir: CallIr): Ir {
  const { name, args, run } = ir;
  if (isLiteral(name) || (CONVERSIONS.has(name) && args.length === 1)) {
    const values = args.flatMap((arg) => (arg.op === 'constant' ? [arg.value] : []));
    if (values.length < args.length) return ir;
    const value = run(...values);
    return value instanceof Fault ? ir : { op: 'constant', value };
  }
  return name === '@in' && isSet(args[1]) ? { ...ir, cost: 0, rule: undefined } : ir;
}

const isLiteral = (name: string): boolean => name === '[]' || name === '{}';

/** A list of literals that cel-go turns into a set. */
function isSet(list: Ir | undefined): boolean {
  return list?.op === 'constant' && Array.isArray(list.value) && (list.value as Value[]).every(isPrimitive);
}

const isPrimitive = (value: Value): boolean =>
  value !== null && (typeof value !== 'object' || 'value' in value) && !Array.isArray(value);
