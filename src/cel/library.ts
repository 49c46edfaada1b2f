import { doubleValue, intResult, noOverload, uintResult } from './arithmetic.ts';
import type { CostRule } from './cost-rules.ts';
import { readSignature, type Signature } from './signature.ts';
import type { Type } from './types.ts';
import { CelObject, Fault, type Uint, doubleOf, isMap, typeName, type Value } from './values.ts';

/* oxlint-disable-next-line typescript/no-explicit-any -- each implementation names the types that its signature promises */
export type Run = (...args: any[]) => unknown;

export interface Overload extends Signature {
  readonly run: Run;
  /** Looks at the types of its arguments itself, and shares this with the other overloads of its name. */
  readonly isGeneric: boolean;
  /** What a call costs; 1 where there is none. */
  readonly cost?: CostRule | undefined;
}

export interface Library {
  readonly name: string;
  readonly overloads: readonly Overload[];
  /** Names that stand for values: types of the library. */
  readonly types?: readonly string[];
  /** Namespaces of macros: `cel` for `cel.bind`. Without it the macro is no part of the language. */
  readonly macros?: readonly string[];
}

/**
 * One function per signature. Its arguments are of the types that the signature says: `double` as number, `uint` as bigint,
 * `int` as number or bigint. It gives such values back.
 */
export function overloads(runs: Readonly<Record<string, Run>>, cost?: CostRule): Overload[] {
  return Object.entries(runs).map(([text, run]) => ({ ...readSignature(text), run, isGeneric: false, cost }));
}

/** Many signatures of one function that tells the types apart itself, and takes and gives values as they are. */
export function generic(run: Run, signatures: readonly string[], cost?: CostRule): Overload[] {
  return signatures.map((text) => ({ ...readSignature(text), run, isGeneric: true, cost }));
}

export type Callable = (...args: Value[]) => Value;

/** The one function that calls whichever overload takes the arguments. */
export function dispatcher(name: string, candidates: readonly Overload[]): Callable {
  const [first] = candidates;
  if (first?.isGeneric && candidates.every(({ run }) => run === first.run)) return first.run as Callable;
  const entries = candidates.map(entryOf);
  const [only] = entries;
  if (only && entries.length === 1) return direct(name, only);
  return (...args) => {
    for (const entry of entries) if (accepts(entry, args)) return entry.call(...args);
    return noOverload(name, ...args);
  };
}

/** One overload needs no list of its arguments, up to two of them. */
function direct(name: string, entry: DispatchEntry): Callable {
  const { tests, call } = entry;
  const [first, second] = tests;
  if (first && tests.length === 1) return (a) => (first(a) ? call(a) : noOverload(name, a));
  if (first && second && tests.length === 2)
    return (a, b) => (first(a) && second(b) ? call(a, b) : noOverload(name, a, b));
  return (...args) => (accepts(entry, args) ? call(...args) : noOverload(name, ...args));
}

interface DispatchEntry {
  readonly tests: readonly ((value: Value) => boolean)[];
  readonly call: Callable;
}

function accepts({ tests }: DispatchEntry, args: readonly Value[]): boolean {
  for (let i = 0; i < tests.length; i++) if (!tests[i]!(args[i]!)) return false;
  return true;
}

function entryOf({ parameters, result, run, isGeneric }: Overload): DispatchEntry {
  const tests = parameters.map(testOf);
  const readers = parameters.map(({ name }) => READERS.get(name));
  const writer = WRITERS.get(result.name);
  const isPlain = readers.every((reader) => !reader);
  if (isGeneric || (isPlain && !writer)) return { tests, call: run as Callable };
  return {
    tests,
    call: (...args) => {
      const value = run(...(isPlain ? args : args.map((arg, i) => readers[i]?.(arg) ?? arg))) as Value;
      return writer && !(value instanceof Fault) ? writer(value) : value;
    },
  };
}

const READERS: ReadonlyMap<string, (value: Value) => unknown> = new Map<string, (value: Value) => unknown>([
  ['double', doubleValue],
  ['uint', (value) => (value as Uint).value],
]);

const WRITERS: ReadonlyMap<string, (value: Value) => Value> = new Map([
  ['double', (value: Value) => (typeof value === 'number' ? doubleOf(value) : value)],
  ['uint', (value: Value) => (typeof value === 'bigint' ? uintResult(value) : value)],
  ['int', (value: Value) => (typeof value === 'bigint' ? intResult(value) : value)],
]);

const TESTS: ReadonlyMap<string, (value: Value) => boolean> = new Map<string, (value: Value) => boolean>([
  ['string', (value) => typeof value === 'string'],
  ['bool', (value) => typeof value === 'boolean'],
  ['list', (value) => Array.isArray(value)],
  ['map', isMap],
  ['bytes', (value) => value instanceof Uint8Array],
]);

function testOf(type: Type): (value: Value) => boolean {
  if (type.kind === 'dyn' || type.kind === 'parameter') return (value) => !(value instanceof Fault);
  const { name } = type;
  const test = TESTS.get(name);
  if (test) return test;
  if (type.kind === 'made') return (value) => value instanceof CelObject && value.typeName === name;
  return (value) => typeName(value) === name;
}
