import { RE2JS } from 're2js';
import type { Json } from '../model/json.ts';
import { equalJson, isObject, show } from '../std/value.ts';
import { parseCel, type Node } from './parse.ts';
import { CelError } from './tokens.ts';

/** Values of the variables that an expression names. */
export type Variables = Readonly<Record<string, Json | undefined>>;

/** A compiled expression. @throws CelError while evaluating: a missing key, a wrong type, or too many steps. */
export type CelProgram = (variables: Variables) => Json;

interface Run {
  readonly variables: Map<string, Json | undefined>;
  steps: number;
}

type Closure = (run: Run) => Json;

/** Steps that one evaluation may take. */
export const MAX_STEPS = 100_000;

/**
 * Compiles a safe subset of CEL to closures: literals, lists, maps, selection, indexing, `has`, `size`, the string methods,
 * the macros `all`, `exists`, `exists_one`, `filter` and `map`, conversion, arithmetic, comparison and logic with CEL's error
 * absorption in `&&` and `||`. Numbers are JSON numbers. Regular expressions are RE2: linear, whatever the pattern.
 * @throws CelError for what does not parse or names an unknown variable or function.
 */
export function compileCel(source: string, names: readonly string[]): CelProgram {
  const closure = compile(parseCel(source), new Set(names));
  return (variables) => closure({ variables: new Map(Object.entries(variables)), steps: 0 });
}

function compile(node: Node, names: ReadonlySet<string>): Closure {
  const closure = compilers[node.kind](node as never, names);
  return (run) => {
    if (++run.steps > MAX_STEPS) throw new CelError(`the expression takes more than ${MAX_STEPS} steps`, node.at);
    return closure(run);
  };
}

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>;
type Compilers = { readonly [K in Node['kind']]: (node: Of<K>, names: ReadonlySet<string>) => Closure };

const compilers: Compilers = {
  literal:
    ({ value }) =>
    () =>
      value,
  name: ({ name, at }, names) => {
    if (!names.has(name)) throw new CelError(`there is no variable "${name}"; there are ${[...names].join(', ')}`, at);
    return (run) => run.variables.get(name) ?? null;
  },
  select: ({ of, field, at }, names) => {
    const object = compile(of, names);
    return (run) => getKey(object(run), field, at);
  },
  index: ({ of, index, at }, names) => {
    const [object, key] = [compile(of, names), compile(index, names)];
    return (run) => getKey(object(run), key(run), at);
  },
  call: (node, names) => compileCall(node, names),
  unary: ({ operator, of, at }, names) => {
    const value = compile(of, names);
    if (operator === '!') return (run) => !bool(value(run), at);
    return (run) => -number(value(run), at);
  },
  binary: (node, names) => compileBinary(node, names),
  choose: ({ test, yes, no, at }, names) => {
    const [condition, then, otherwise] = [compile(test, names), compile(yes, names), compile(no, names)];
    return (run) => (bool(condition(run), at) ? then(run) : otherwise(run));
  },
  list: ({ items }, names) => {
    const closures = items.map((item) => compile(item, names));
    return (run) => closures.map((closure) => closure(run));
  },
  map: ({ entries }, names) => {
    const closures = entries.map(([key, value]) => [compile(key, names), compile(value, names)] as const);
    return (run) => Object.fromEntries(closures.map(([key, value]) => [show(key(run)), value(run)]));
  },
};

function getKey(of: Json, key: Json, at: number): Json {
  if (Array.isArray(of) && typeof key === 'number' && of[key] !== undefined) return of[key];
  if (isObject(of) && typeof key === 'string' && Object.hasOwn(of, key)) return of[key] ?? null;
  throw new CelError(`there is no "${show(key)}"`, at);
}

function bool(value: Json, at: number): boolean {
  if (typeof value === 'boolean') return value;
  throw new CelError('a bool is needed here', at);
}

function number(value: Json, at: number): number {
  if (typeof value === 'number') return value;
  throw new CelError('a number is needed here', at);
}

function string(value: Json, at: number): string {
  if (typeof value === 'string') return value;
  throw new CelError('a string is needed here', at);
}

/* Logic: an error on one side is absorbed where the other side decides (cel-spec, "Logical Operators"). */

function compileBinary({ operator, left, right, at }: Of<'binary'>, names: ReadonlySet<string>): Closure {
  const [a, b] = [compile(left, names), compile(right, names)];
  if (operator === '&&') return (run) => logic(a, b, run, at, false);
  if (operator === '||') return (run) => logic(a, b, run, at, true);
  const apply = OPERATORS[operator];
  if (!apply) throw new CelError(`"${operator}" is no operator`, at);
  return (run) => apply(a(run), b(run), at);
}

function logic(a: Closure, b: Closure, run: Run, at: number, decides: boolean): boolean {
  let failure: unknown;
  for (const side of [a, b]) {
    try {
      if (bool(side(run), at) === decides) return decides;
    } catch (error) {
      if (!(error instanceof CelError) || run.steps > MAX_STEPS) throw error;
      failure ??= error;
    }
  }
  if (failure) throw failure as Error;
  return !decides;
}

const OPERATORS: Readonly<Record<string, (a: Json, b: Json, at: number) => Json>> = {
  '==': (a, b) => equalJson(a, b),
  '!=': (a, b) => !equalJson(a, b),
  '<': (a, b, at) => compare(a, b, at) < 0,
  '<=': (a, b, at) => compare(a, b, at) <= 0,
  '>': (a, b, at) => compare(a, b, at) > 0,
  '>=': (a, b, at) => compare(a, b, at) >= 0,
  in: (a, b, at) => contains(b, a, at),
  '+': (a, b, at) => add(a, b, at),
  '-': (a, b, at) => number(a, at) - number(b, at),
  '*': (a, b, at) => number(a, at) * number(b, at),
  '/': (a, b, at) => divide(a, b, at),
  '%': (a, b, at) => number(a, at) % nonZero(b, at),
};

function compare(a: Json, b: Json, at: number): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return number(a, at) - number(b, at);
}

function contains(of: Json, value: Json, at: number): boolean {
  if (Array.isArray(of)) return of.some((item) => equalJson(item, value));
  if (isObject(of)) return typeof value === 'string' && Object.hasOwn(of, value);
  throw new CelError('"in" needs a list or a map', at);
}

const MAX_TEXT = 1_000_000;

function add(a: Json, b: Json, at: number): Json {
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (typeof a !== 'string' || typeof b !== 'string') return number(a, at) + number(b, at);
  if (a.length + b.length > MAX_TEXT) throw new CelError(`a text is longer than ${MAX_TEXT} characters`, at);
  return a + b;
}

function divide(a: Json, b: Json, at: number): number {
  const quotient = number(a, at) / nonZero(b, at);
  return Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(quotient) : quotient;
}

function nonZero(value: Json, at: number): number {
  const divisor = number(value, at);
  if (divisor === 0) throw new CelError('division by zero', at);
  return divisor;
}

/* Functions, methods and macros. */

function compileCall(node: Of<'call'>, names: ReadonlySet<string>): Closure {
  const { target, name, args, at } = node;
  if (!target && name === 'has') return compileHas(args[0], names, at);
  if (target && args.length === 2 && Object.hasOwn(MACROS, name)) return compileMacro(node, target, names);
  const table = target ? METHODS : FUNCTIONS;
  const call = Object.hasOwn(table, name) ? (table[name] as AnyCall) : undefined;
  if (!call) throw new CelError(`there is no ${target ? 'method' : 'function'} "${name}" here`, at);
  const closures = [...(target ? [target] : []), ...args].map((arg) => compile(arg, names));
  if (closures.length !== call.length - 1) throw new CelError(`"${name}" takes other arguments`, at);
  const [pattern] = args;
  if (name === 'matches' && pattern?.kind === 'literal') regex(string(pattern.value, at), at);
  return (run) => call(at, ...closures.map((closure) => closure(run)));
}

function compileHas(arg: Node | undefined, names: ReadonlySet<string>, at: number): Closure {
  if (arg?.kind !== 'select') throw new CelError('has() needs a field: has(object.spec)', at);
  const object = compile(arg.of, names);
  return (run) => {
    const value = object(run);
    return isObject(value) && Object.hasOwn(value, arg.field) && value[arg.field] !== null;
  };
}

type Call = (at: number, ...args: never[]) => Json;
type AnyCall = (at: number, ...args: readonly Json[]) => Json;

function size(at: number, value: Json): number {
  if (typeof value === 'string') return Array.from(value).length;
  if (Array.isArray(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  throw new CelError('size() needs a string, a list or a map', at);
}

const FUNCTIONS: Readonly<Record<string, Call>> = {
  size,
  string: (_at: number, value: Json) => (typeof value === 'string' ? value : JSON.stringify(value)),
  int: (at: number, value: Json) => Math.trunc(finite(value, at)),
  double: (at: number, value: Json) => finite(value, at),
};

function finite(value: Json, at: number): number {
  const converted = typeof value === 'string' && value.trim() ? Number(value) : value;
  if (typeof converted === 'number' && Number.isFinite(converted)) return converted;
  throw new CelError('this is no number', at);
}

const METHODS: Readonly<Record<string, Call>> = {
  size,
  startsWith: (at: number, text: Json, start: Json) => string(text, at).startsWith(string(start, at)),
  endsWith: (at: number, text: Json, end: Json) => string(text, at).endsWith(string(end, at)),
  contains: (at: number, text: Json, part: Json) => string(text, at).includes(string(part, at)),
  lowerAscii: (at: number, text: Json) => string(text, at).toLowerCase(),
  split: (at: number, text: Json, by: Json) => string(text, at).split(string(by, at)),
  matches: (at: number, text: Json, pattern: Json) => regex(string(pattern, at), at).matcher(string(text, at)).find(),
};

const regexes = new Map<string, RE2JS>();
const MAX_REGEXES = 256;

function regex(pattern: string, at: number): RE2JS {
  let compiled = regexes.get(pattern);
  if (!compiled) {
    try {
      compiled = RE2JS.compile(pattern);
    } catch {
      throw new CelError(`"${pattern}" is no RE2 regular expression`, at);
    }
    if (regexes.size >= MAX_REGEXES) regexes.clear();
    regexes.set(pattern, compiled);
  }
  return compiled;
}

const MACROS: Readonly<Record<string, (items: readonly Json[], each: (item: Json) => Json, at: number) => Json>> = {
  all: (items, each, at) => items.every((item) => bool(each(item), at)),
  exists: (items, each, at) => items.some((item) => bool(each(item), at)),
  exists_one: (items, each, at) => items.filter((item) => bool(each(item), at)).length === 1,
  filter: (items, each, at) => items.filter((item) => bool(each(item), at)),
  map: (items, each) => items.map(each),
};

/** What expressions may call: the reference of own rules names each of them. */
export const VOCABULARY = {
  functions: ['has', ...Object.keys(FUNCTIONS)],
  methods: Object.keys(METHODS),
  macros: Object.keys(MACROS),
  operators: ['&&', '||', ...Object.keys(OPERATORS)],
} as const;

function compileMacro({ name, args, at }: Of<'call'>, target: Node, names: ReadonlySet<string>): Closure {
  const [variable, body] = args;
  if (variable?.kind !== 'name' || !body) throw new CelError(`${name}() takes a name and an expression`, at);
  const list = compile(target, names);
  const closure = compile(body, new Set([...names, variable.name]));
  const macro = MACROS[name]!;
  return (run) => {
    const value = list(run);
    const items = isObject(value) ? Object.keys(value) : value;
    if (!Array.isArray(items)) throw new CelError(`${name}() needs a list or a map`, at);
    const outer = run.variables.get(variable.name);
    const each = (item: Json) => {
      run.variables.set(variable.name, item);
      return closure(run);
    };
    try {
      return macro(items, each, at);
    } finally {
      run.variables.set(variable.name, outer);
    }
  };
}
