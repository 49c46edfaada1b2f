import { partsOf } from './chains.ts';
import type { Ir } from './ir.ts';

/** Fields behind a variable, as far as the expression writes them out: `object.spec.replicas`. */
export type ReadPath = readonly [variable: string, ...fields: string[]];

/** An expression that tells what it reads. */
export interface Reading {
  readonly reads: () => readonly ReadPath[];
}

/** What an expression reads of its variables, in the order in which it is written. Of `a.b` and `a.b.c` both are there. */
export function readPaths(ir: Ir): ReadPath[] {
  const own = chain(ir);
  if (own) return [own];
  return partsOf(ir).flatMap(readPaths);
}

function chain(ir: Ir): ReadPath | undefined {
  if (ir.op === 'variable') return [ir.name];
  if (ir.op === 'select' || ir.op === 'has') {
    const of = chain(ir.of);
    return of && [...of, ir.field];
  }
  return ir.op === 'call' ? indexed(ir) : undefined;
}

/** `a["b"]`, `a.?b` and `a[?"b"]` read as `a.b`. */
const READING: ReadonlySet<string> = new Set(['_[_]', 'a.?b', '_[?_]']);

function indexed({ name, args: [of, key] }: Extract<Ir, { op: 'call' }>): ReadPath | undefined {
  if (!of || !READING.has(name) || key?.op !== 'constant' || typeof key.value !== 'string') return undefined;
  const path = chain(of);
  return path && [...path, key.value];
}
