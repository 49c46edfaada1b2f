import { childrenOf, type Node } from '../../jmespath/ast.ts';
import { JmespathError } from '../../jmespath/error.ts';
import { parse } from '../../jmespath/parse.ts';
import type { Json, Path } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';

/** An expression within a document. */
export interface Expression {
  readonly text: string;
  readonly path: Path;
  readonly tree: Node;
  /** Whether it is asked of all that is known, rather than of what an entry looked up. */
  readonly ofAll: boolean;
}

/** Expressions of a value: what stands between `{{` and `}}` in its texts, and in its `jmesPath` and `list` entries. */
export function expressionsIn(value: Json, path: Path): Expression[] {
  if (typeof value === 'string') {
    const variables = variablesOf(value).flatMap((text) => parsed(text, path, true));
    const isPath = path.at(-1) === 'jmesPath' || path.at(-1) === 'list';
    return isPath && !value.includes('{{') ? [...variables, ...parsed(value, path, path.at(-1) === 'list')] : variables;
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => expressionsIn(item, [...path, i]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key.includes('{{') ? expressionsIn(key, [...path, key]) : []),
    ...expressionsIn(inner ?? null, [...path, key]),
  ]);
}

function parsed(text: string, path: Path, ofAll: boolean): Expression[] {
  try {
    return [{ text, path, tree: parse(text), ofAll }];
  } catch (error) {
    if (error instanceof JmespathError) return [];
    throw error;
  }
}

/** What stands between braces, the innermost where they nest; what is escaped by a backslash is text. */
export function variablesOf(text: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let i = 0; i < text.length - 1; i++) {
    if (text.startsWith('{{', i)) {
      start = text[i - 1] === '\\' ? -1 : i + 2;
      i++;
    } else if (text.startsWith('}}', i) && start >= 0) {
      found.push(text.slice(start, i).trim());
      start = -1;
      i++;
    }
  }
  return found.filter((one) => one !== '');
}

/** The names that an expression starts from: `a` and `b` of `a.x[?y] || to_string(b)`. */
export function rootsOf(node: Node): string[] {
  switch (node.kind) {
    case 'field':
      return [node.name];
    case 'sub':
    case 'pipe':
    case 'project':
    case 'values':
    case 'filter':
      return rootsOf(node.left);
    case 'reference':
      return [];
    default:
      return childrenOf(node).flatMap(rootsOf);
  }
}

/** Every call below a node, and itself. */
export function callsIn(node: Node): (Node & { readonly kind: 'call' })[] {
  const below = childrenOf(node).flatMap(callsIn);
  return node.kind === 'call' ? [node, ...below] : below;
}
