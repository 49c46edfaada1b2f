import type { Json, JsonObject } from '../model/json.ts';
import type { Run } from './run.ts';

export type TypeName =
  | 'any'
  | 'number'
  | 'string'
  | 'boolean'
  | 'array'
  | 'object'
  | 'null'
  | 'number[]'
  | 'string[]'
  | 'reference';

/** `&expression` as a function gets it: what it gives for an item. */
export type Reference = (item: Json) => Json;
export type Argument = Json | Reference;

/** One function of the language: the types that each argument may have, and what it does once they hold. */
export interface JmespathFunction {
  readonly takes: readonly (readonly TypeName[])[];
  /** How the last argument may be repeated. */
  readonly variadic?: boolean;
  /** Arguments are of the declared types. @throws FunctionFailure */
  run(args: readonly Argument[], run: Run): Json;
}

export type Functions = ReadonlyMap<string, JmespathFunction>;

type Typed<T extends TypeName> = T extends 'string'
  ? string
  : T extends 'number'
    ? number
    : T extends 'array'
      ? Json[]
      : T extends 'object'
        ? JsonObject
        : T extends 'number[]'
          ? number[]
          : T extends 'string[]'
            ? string[]
            : T extends 'reference'
              ? Reference
              : Json;
type TypedArguments<T extends readonly (TypeName | readonly TypeName[])[]> = {
  [I in keyof T]: T[I] extends readonly TypeName[] ? Typed<T[I][number]> : T[I] extends TypeName ? Typed<T[I]> : never;
};

/** A function of fixed arity, whose body gets its arguments as their declared types. */
export function define<const T extends readonly (TypeName | readonly TypeName[])[]>(
  takes: T,
  body: (args: TypedArguments<T>, run: Run) => Json,
): JmespathFunction {
  return {
    takes: takes.map((types) => (typeof types === 'string' ? [types] : types)),
    run: (args, run) => body(args as unknown as TypedArguments<T>, run),
  };
}

/** Whether an argument has one of the types. */
export function hasType(value: Argument, types: readonly TypeName[]): boolean {
  return types.some((type) => isOf(value, type));
}

function isOf(value: Argument, type: TypeName): boolean {
  switch (type) {
    case 'any':
      return typeof value !== 'function';
    case 'array':
      return Array.isArray(value);
    case 'number[]':
      return Array.isArray(value) && value.every((item) => typeof item === 'number');
    case 'string[]':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'reference':
      return typeof value === 'function';
    default:
      return typeName(value) === type;
  }
}

/** As the function `type` names it. */
export function typeName(value: Argument): 'number' | 'string' | 'boolean' | 'array' | 'object' | 'null' | 'reference' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const name = typeof value;
  return name === 'number' || name === 'string' || name === 'boolean' || name === 'object' ? name : 'reference';
}
