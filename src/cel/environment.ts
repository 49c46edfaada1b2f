import { dispatcher, type Callable, type Library, type Overload } from './library.ts';
import { standard } from './libraries/standard.ts';
import type { Type, TypeProvider } from './types.ts';

export interface EnvironmentOptions {
  /** Variables by name, with their types. */
  readonly variables?: Readonly<Record<string, Type>>;
  readonly libraries?: readonly Library[];
  /** The namespace in which names are looked up first: `google.protobuf`. */
  readonly container?: string;
  readonly types?: TypeProvider;
  /** Lists and maps that are written out hold values of one type, as Kubernetes has it. */
  readonly homogeneousLiterals?: boolean;
  /** `has(a.b)` is false for a null. */
  readonly nullsAreMissing?: boolean;
  /** Variables whose values hold what JSON says and nothing else: reading them is quicker. */
  readonly json?: readonly string[];
  /** Whether mistakes of types are told when compiling; otherwise they are errors when they are run. */
  readonly checked?: boolean;
}

/** What expressions may name. Immutable; made once for many expressions. */
export interface Environment {
  readonly options: EnvironmentOptions;
  readonly variables: ReadonlyMap<string, Type>;
  readonly typeNames: ReadonlySet<string>;
  /** Namespaces of macros. */
  readonly macros: ReadonlySet<string>;
  /** The overloads of a name, functions and methods together. */
  functions(name: string): readonly Overload[];
  callable(name: string, member: boolean, count: number): Callable | undefined;
}

const TYPE_NAMES = [
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'list',
  'map',
  'null_type',
  'type',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
];

export function environmentOf(options: EnvironmentOptions): Environment {
  const libraries = [standard, ...(options.libraries ?? [])];
  const byName = Map.groupBy(
    libraries.flatMap(({ overloads }) => overloads),
    ({ name }) => name,
  );
  const callables = new Map<string, Callable | undefined>();
  return {
    options,
    variables: new Map(Object.entries(options.variables ?? {})),
    typeNames: new Set([...TYPE_NAMES, ...libraries.flatMap(({ types }) => types ?? [])]),
    macros: new Set(libraries.flatMap(({ macros }) => macros ?? [])),
    functions: (name) => byName.get(name) ?? [],
    callable(name, member, count) {
      const key = `${member ? '.' : ''}${name}/${count}`;
      if (!callables.has(key)) {
        const fitting = (byName.get(name) ?? []).filter((o) => o.member === member && o.parameters.length === count);
        callables.set(key, fitting.length > 0 ? dispatcher(name, fitting) : undefined);
      }
      return callables.get(key);
    },
  };
}
