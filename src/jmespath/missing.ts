import type { Json } from '../model/json.ts';
import type { Node, NodeOf } from './ast.ts';
import { toClosure } from './closures.ts';
import type { Dialect } from './dialect.ts';
import { isTrue, type Run } from './run.ts';

/** The field that was not found, for an expression whose value is "not found": only a few nodes let that through. */
export function missingField(node: Node, input: Json, dialect: Dialect, run: Run): NodeOf<'field'> | undefined {
  if (node.kind === 'field') return toClosure(node, dialect)(input, run) === undefined ? node : undefined;
  if (node.kind !== 'sub' && node.kind !== 'and') return undefined;
  const left = toClosure(node.left, dialect)(input, run);
  if (node.kind === 'and') return isTrue(left) ? missingField(node.right, input, dialect, run) : undefined;
  if (left === undefined) return missingField(node.left, input, dialect, run);
  return missingField(node.right, left, dialect, run);
}
