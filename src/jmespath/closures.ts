import type { Json } from '../model/json.ts';
import type { Comparator, Node, NodeOf } from './ast.ts';
import { call, calleeOf } from './call.ts';
import type { Dialect } from './dialect.ts';
import { isEqual, isTrue, slice, flatten, type Run } from './run.ts';

/** Undefined where a key was not found, in dialects that tell that from null. */
export type Evaluate = (input: Json, run: Run) => Json | undefined;

/** The expression as a tree of closures: what runs where code may not be generated, and what generated code must equal. */
export function toClosure(node: Node, dialect: Dialect): Evaluate {
  const compile = COMPILERS[node.kind] as (node: Node, sub: Compile, dialect: Dialect) => Evaluate;
  return compile(node, (child) => toClosure(child, dialect), dialect);
}

type Compile = (child: Node) => Evaluate;

const COMPILERS: { readonly [K in Node['kind']]: (node: NodeOf<K>, sub: Compile, dialect: Dialect) => Evaluate } = {
  current: () => (input) => input,
  literal:
    ({ value }) =>
    () =>
      value,
  field,
  index:
    ({ index }) =>
    (input) =>
      Array.isArray(input) ? (input.at(index) ?? null) : null,
  slice:
    ({ start, stop, step }) =>
    (input) =>
      Array.isArray(input) ? slice(input, start, stop, step) : null,
  flatten: ({ left }, compile, { tolerant }) => flattened(tolerant(compile(left))),
  sub: ({ left, right }, compile) => sub(compile(left), compile(right)),
  pipe: ({ left, right }, compile) => pipe(compile(left), compile(right)),
  project: ({ left, right }, compile) => project(compile(left), compile(right)),
  values: ({ left, right }, compile, { tolerant }) => values(tolerant(compile(left)), compile(right)),
  filter: ({ left, condition, right }, compile, { tolerant }) =>
    filter(tolerant(compile(left)), compile(condition), compile(right)),
  or: ({ left, right }, compile) => or(compile(left), compile(right)),
  and: ({ left, right }, compile) => and(compile(left), compile(right)),
  not: ({ of }, compile) => not(compile(of)),
  compare: ({ operator, left, right }, compile) => compare(operator, compile(left), compile(right)),
  list: ({ items }, compile) => list(items.map(compile)),
  object: ({ keys, items }, compile) => object(keys, items.map(compile)),
  call: called,
  reference: ({ of }, compile) => compile(of),
};

function field({ name }: NodeOf<'field'>, _: Compile, { missing }: Dialect): Evaluate {
  return (input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    return value === undefined ? missing : value;
  };
}

function flattened(left: Evaluate): Evaluate {
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

function called(node: NodeOf<'call'>, compile: Compile, dialect: Dialect): Evaluate {
  const callee = calleeOf(node, dialect.functions);
  const items = node.items.map((item) => ({
    evaluate: compile(item),
    isReference: item.kind === 'reference',
  }));
  return (input, run) => {
    const args = items.map(({ evaluate, isReference }) =>
      isReference ? (item: Json) => evaluate(item, run) ?? null : (evaluate(input, run) ?? null),
    );
    return call(callee, args, run);
  };
}
