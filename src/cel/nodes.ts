import type { Field, Item, Entry, Macro, Node, ReadCost, SelectMode } from './ast.ts';
import type { Value } from './values.ts';

/* Makers of nodes: each knows the height of what it makes. */

const above = (nodes: readonly (Node | undefined)[]): number =>
  nodes.reduce((height, node) => Math.max(height, node?.height ?? 0), 0) + 1;

export const literal = (value: Value, at: number): Node => ({ kind: 'literal', value, at, height: 1 });

export const named = (name: string, at: number, cost: ReadCost = 'one'): Node => ({
  kind: 'name',
  name,
  cost,
  at,
  height: 1,
});

export const select = (of: Node, field: string, at: number, mode: SelectMode = 'get'): Node => ({
  kind: 'select',
  of,
  field,
  mode,
  at,
  height: of.height + 1,
});

export const call = (name: string, args: readonly Node[], at: number, target?: Node): Node => ({
  kind: 'call',
  target,
  name,
  args,
  at,
  height: above([target, ...args]),
});

export const logic = (all: boolean, items: readonly Node[], at: number): Node => ({
  kind: 'logic',
  all,
  items,
  at,
  height: above(items),
});

export const choose = (test: Node, yes: Node, no: Node, at: number): Node => ({
  kind: 'choose',
  test,
  yes,
  no,
  at,
  height: above([test, yes, no]),
});

export const list = (items: readonly Item[], at: number): Node => ({
  kind: 'list',
  items,
  at,
  height: above(items.map(({ value }) => value)),
});

export const map = (entries: readonly Entry[], at: number): Node => ({
  kind: 'map',
  entries,
  at,
  height: above(entries.flatMap(({ key, value }) => [key, value])),
});

export const struct = (name: string, fields: readonly Field[], at: number): Node => ({
  kind: 'struct',
  name,
  fields,
  at,
  height: above(fields.map(({ value }) => value)),
});

export const bind = (variable: string, value: Node, body: Node, at: number, macro = ''): Node => ({
  kind: 'bind',
  variable,
  value,
  body,
  macro,
  at,
  height: above([value, body]),
});

export interface LoopParts {
  readonly macro: Macro;
  readonly range: Node;
  readonly variables: readonly string[];
  readonly filter?: Node | undefined;
  readonly body: Node;
}

export const loop = ({ macro, range, variables, filter, body }: LoopParts, at: number): Node => ({
  kind: 'loop',
  macro,
  range,
  variables,
  filter,
  body,
  at,
  height: above([range, filter, body]),
});

/** `a.b.c` as one name; undefined where the expression is none. */
export function qualifiedName(node: Node): string | undefined {
  if (node.kind === 'name') return node.name;
  if (node.kind !== 'select' || node.mode !== 'get') return undefined;
  const of = qualifiedName(node.of);
  return of === undefined ? undefined : `${of}.${node.field}`;
}
