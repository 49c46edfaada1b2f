import type { Expression, ForExpression, ObjectEntry, Span } from './syntax.ts';
import { forNames, heredocParts, quotedParts, unquoted } from './templates.ts';
import type { Node } from './tree.ts';

/* From nodes of the grammar to expressions. Whatever a mistake in the text has made of a node, this gives an answer. */

type Make = (node: Node, text: string) => Expression;

const MAKERS: Readonly<Record<string, Make>> = {
  expression: chain,
  literal_value: inner,
  collection_value: inner,
  template_expr: inner,
  for_expr: inner,
  operation: inner,
  numeric_lit: (node, text) => literal(node, Number(sourceOf(node, text))),
  bool_lit: (node, text) => literal(node, sourceOf(node, text) === 'true'),
  null_lit: (node) => literal(node, null),
  string_lit: (node, text) => literal(node, stringOf(node, text)),
  quoted_template: (node, text) =>
    simple({ ...span(node), kind: 'template', parts: quotedParts(node, text, toExpression) }),
  heredoc_template: (node, text) =>
    simple({ ...span(node), kind: 'template', parts: heredocParts(node, text, toExpression) }),
  tuple: (node, text) => ({ ...span(node), kind: 'tuple', items: expressionsIn(node, text) }),
  object: (node, text) => ({ ...span(node), kind: 'object', entries: entriesOf(node, text) }),
  for_tuple_expr: forExpression,
  for_object_expr: forExpression,
  variable_expr: (node, text) => ({ ...span(node), kind: 'variable', name: sourceOf(node, text) }),
  function_call: call,
  unary_operation: (node, text) => ({
    ...span(node),
    kind: 'unary',
    operator: sourceOf(node.children[0] ?? node, text),
    of: chain({ ...node, children: node.children.slice(1) }, text),
  }),
  binary_operation: binary,
  conditional,
};

/** The expression of a node that stands for one. */
export function toExpression(node: Node | undefined, text: string): Expression {
  if (!node) return { start: 0, end: 0, kind: 'broken' };
  return (MAKERS[node.type] ?? broken)(node, text);
}

export function span(node: Span): Span {
  return { start: node.start, end: node.end };
}

export function sourceOf(node: Span, text: string): string {
  return text.slice(node.start, node.end);
}

function broken(node: Node): Expression {
  return { ...span(node), kind: 'broken' };
}

function literal(node: Node, value: null | boolean | number | string): Expression {
  return { ...span(node), kind: 'literal', value };
}

/** A template of nothing but text is that text. */
function simple(template: Expression & { kind: 'template' }): Expression {
  const { parts, start, end } = template;
  if (parts.every((part) => typeof part === 'string')) return { start, end, kind: 'literal', value: parts.join('') };
  return template;
}

function inner(node: Node, text: string): Expression {
  return toExpression(node.children[0], text);
}

/** The string that a literal of the grammar stands for. */
export function stringOf(node: Node, text: string): string {
  const start = node.children.find((child) => child.type === 'quoted_template_start')?.end ?? node.start;
  const end = node.children.find((child) => child.type === 'quoted_template_end')?.start ?? node.end;
  return unquoted(text.slice(start, Math.max(start, end)));
}

const ACCESSES: ReadonlySet<string> = new Set(['get_attr', 'index', 'splat']);
const BRACKETS: ReadonlySet<string> = new Set(['(', ')']);

/** A term and what is taken of it: `a.b[0].c`. Brackets around it are nodes beside it. */
function chain(node: Node, text: string): Expression {
  const parts = node.children.filter((child) => !BRACKETS.has(child.type) && child.type !== 'comment');
  let term = toExpression(parts[0], text);
  for (const access of parts.slice(1)) term = take(term, access, text);
  return term;
}

function take(of: Expression, access: Node, text: string): Expression {
  const at = { start: of.start, end: access.end };
  if (access.type === 'get_attr') {
    const name = access.children.find((child) => child.type === 'identifier');
    return name ? { ...at, kind: 'attribute', of, name: sourceOf(name, text) } : { ...at, kind: 'broken' };
  }
  if (access.type === 'index') return { ...at, kind: 'index', of, key: indexKey(access.children[0], text) };
  return access.type === 'splat' ? splat(of, access, text) : { ...at, kind: 'broken' };
}

function indexKey(node: Node | undefined, text: string): Expression {
  if (!node) return { start: 0, end: 0, kind: 'broken' };
  if (node.type === 'legacy_index') return literal(node, Number(sourceOf(node, text).slice(1)));
  return toExpression(
    node.children.find((child) => child.type === 'expression'),
    text,
  );
}

/** `a.*.b[0]` takes the first of all `b`, `a[*].b[0]` the first of each (HCL spec, "Splat Operators"). */
function splat(of: Expression, node: Node, text: string): Expression {
  const inside = node.children[0];
  const accesses = inside?.children.filter((child) => ACCESSES.has(child.type)) ?? [];
  const isFull = inside?.type === 'full_splat';
  const stop = isFull
    ? -1
    : accesses.findIndex((access) => access.type === 'index' && access.children[0]?.type === 'new_index');
  const taken = stop === -1 ? accesses : accesses.slice(0, stop);
  let each: Expression = { ...span(node), kind: 'item' };
  for (const access of taken) each = take(each, access, text);
  let result: Expression = { start: of.start, end: node.end, kind: 'splat', of, each };
  for (const access of accesses.slice(taken.length)) result = take(result, access, text);
  return result;
}

function expressionsIn(node: Node, text: string): Expression[] {
  return node.children.filter((child) => child.type === 'expression').map((child) => toExpression(child, text));
}

function entriesOf(node: Node, text: string): ObjectEntry[] {
  return node.children
    .filter((child) => child.type === 'object_elem')
    .map((element) => {
      const [key, value] = element.children.filter((child) => child.type === 'expression');
      return { key: keyOf(key, text), value: toExpression(value, text) };
    });
}

/** A bare word is a key; in brackets it is a reference. */
function keyOf(node: Node | undefined, text: string): Expression {
  const key = toExpression(node, text);
  const isBracketed = node?.children[0]?.type === '(';
  return key.kind === 'variable' && !isBracketed ? { ...key, kind: 'literal', value: key.name } : key;
}

function forExpression(node: Node, text: string): Expression {
  const intro = node.children.find((child) => child.type === 'for_intro');
  const condition = node.children.find((child) => child.type === 'for_cond');
  const values = expressionsIn(node, text);
  const isObject = node.type === 'for_object_expr';
  const made: ForExpression = {
    kind: 'for',
    ...forNames(intro, text, toExpression),
    key: isObject ? values[0] : undefined,
    value: values[isObject ? 1 : 0] ?? broken(node),
    if: condition && expressionsIn(condition, text)[0],
    grouped: node.children.some((child) => child.type === 'ellipsis'),
  };
  return { ...span(node), ...made };
}

function call(node: Node, text: string): Expression {
  const args = node.children.find((child) => child.type === 'function_arguments');
  return {
    ...span(node),
    kind: 'call',
    name: sourceOf(node.children[0] ?? node, text),
    arguments: args ? expressionsIn(args, text) : [],
    spread: args?.children.some((child) => child.type === 'ellipsis') ?? false,
  };
}

/** Terms, brackets and accesses lie side by side around the operator. */
function binary(node: Node, text: string): Expression {
  const at = node.children.findIndex((child) => OPERATORS.has(child.type));
  const operator = node.children[at];
  if (!operator) return broken(node);
  return {
    ...span(node),
    kind: 'binary',
    operator: operator.type,
    left: chain({ ...node, children: node.children.slice(0, at) }, text),
    right: chain({ ...node, children: node.children.slice(at + 1) }, text),
  };
}

const OPERATORS = new Set(['||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%']);

function conditional(node: Node, text: string): Expression {
  const [test, yes, no] = expressionsIn(node, text);
  if (!test || !yes || !no) return broken(node);
  return { ...span(node), kind: 'conditional', if: test, yes, no };
}
