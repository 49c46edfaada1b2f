import type { Json } from '../model/json.ts';
import type { Comparator, Node, NodeOf } from './ast.ts';
import { call, calleeOf } from './call.ts';
import type { Dialect } from './dialect.ts';
import { isEqual, isTrue, slice, flatten, type Run } from './run.ts';

/** Undefined where a key was not found, in dialects that tell that from null. */
export type Evaluate = (input: Json, run: Run) => Json | undefined;

/** The expression as a tree of closures: what runs where code may not be generated, and what generated code must equal. */
export function toClosure(node: Node, dialect: Dialect): Evaluate {
  const compile = (child: Node) => toClosure(child, dialect);
  switch (node.kind) {
    case 'current':
      return (input) => input;
    case 'literal':
      return () => node.value;
    case 'field':
      return field(node, dialect);
    case 'index':
      return (input) => (Array.isArray(input) ? (input.at(node.index) ?? null) : null);
    case 'slice':
      return (input) => (Array.isArray(input) ? slice(input, node.start, node.stop, node.step) : null);
    case 'flatten':
      return flattened(node, dialect);
    case 'sub':
      return sub(compile(node.left), compile(node.right));
    case 'pipe':
      return pipe(compile(node.left), compile(node.right));
    case 'project':
      return project(compile(node.left), compile(node.right));
    case 'values':
      return values(dialect.tolerant(compile(node.left)), compile(node.right));
    case 'filter':
      return filter(dialect.tolerant(compile(node.left)), compile(node.condition), compile(node.right));
    case 'or':
      return or(compile(node.left), compile(node.right));
    case 'and':
      return and(compile(node.left), compile(node.right));
    case 'not':
      return not(compile(node.of));
    case 'compare':
      return compare(node.operator, compile(node.left), compile(node.right));
    case 'list':
      return list(node.items.map(compile));
    case 'object':
      return object(node.keys, node.items.map(compile));
    case 'call':
      return called(node, dialect);
    case 'reference':
      return compile(node.of);
  }
}

function field({ name }: NodeOf<'field'>, { missing }: Dialect): Evaluate {
  return (input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    return value === undefined ? missing : value;
  };
}

function flattened(node: NodeOf<'flatten'>, dialect: Dialect): Evaluate {
  const left = dialect.tolerant(toClosure(node.left, dialect));
  return (input, run) => {
    const value = left(input, run);
    return Array.isArray(value) ? flatten(value, run) : null;
  };
}

function sub(left: Evaluate, right: Evaluate): Evaluate {
  return (input, run) => {
    const value = left(input, run);
    return value === undefined ? undefined : right(value, run);
  };
}

function pipe(left: Evaluate, right: Evaluate): Evaluate {
  return (input, run) => right(left(input, run) ?? null, run) ?? null;
}

function project(left: Evaluate, right: Evaluate): Evaluate {
  return (input, run) => {
    const items = left(input, run);
    return Array.isArray(items) ? collect(items, right, run) : null;
  };
}

function collect(items: readonly (Json | undefined)[], right: Evaluate, run: Run): Json {
  run.spend(items.length);
  const result: Json[] = [];
  for (const item of items) {
    const value = item === undefined ? undefined : right(item, run);
    if (value !== undefined && value !== null) result.push(value);
  }
  return result;
}

function values(left: Evaluate, right: Evaluate): Evaluate {
  return (input, run) => {
    const value = left(input, run);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return collect(Object.values(value), right, run);
  };
}

function filter(left: Evaluate, condition: Evaluate, right: Evaluate): Evaluate {
  return (input, run) => {
    const items = left(input, run);
    if (!Array.isArray(items)) return null;
    return collect(items, (item) => (isTrue(condition(item, run)) ? right(item, run) : null), run);
  };
}

function or(left: Evaluate, right: Evaluate): Evaluate {
  return (input, run) => {
    const value = left(input, run) ?? null;
    return isTrue(value) ? value : (right(input, run) ?? null);
  };
}

function and(left: Evaluate, right: Evaluate): Evaluate {
  return (input, run) => {
    const value = left(input, run) ?? null;
    return isTrue(value) ? right(input, run) : value;
  };
}

function not(of: Evaluate): Evaluate {
  return (input, run) => !isTrue(of(input, run));
}

const ORDER: Readonly<Record<Exclude<Comparator, '==' | '!='>, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compare(operator: Comparator, left: Evaluate, right: Evaluate): Evaluate {
  if (operator === '==' || operator === '!=') {
    const wanted = operator === '==';
    return (input, run) => isEqual(left(input, run) ?? null, right(input, run) ?? null, run) === wanted;
  }
  const order = ORDER[operator];
  return (input, run) => {
    const [a, b] = [left(input, run), right(input, run)];
    return typeof a === 'number' && typeof b === 'number' ? order(a, b) : null;
  };
}

function list(items: readonly Evaluate[]): Evaluate {
  return (input, run) => (input === null ? null : items.map((item) => item(input, run) ?? null));
}

function object(keys: readonly string[], items: readonly Evaluate[]): Evaluate {
  return (input, run) =>
    input === null ? null : Object.fromEntries(items.map((item, i) => [keys[i]!, item(input, run) ?? null]));
}

function called(node: NodeOf<'call'>, dialect: Dialect): Evaluate {
  const callee = calleeOf(node, dialect.functions);
  const items = node.items.map((item) => ({
    evaluate: toClosure(item, dialect),
    isReference: item.kind === 'reference',
  }));
  return (input, run) => {
    const args = items.map(({ evaluate, isReference }) =>
      isReference ? (item: Json) => evaluate(item, run) ?? null : (evaluate(input, run) ?? null),
    );
    return call(callee, args, run);
  };
}
