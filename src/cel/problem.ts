import { CelError } from './error.ts';
import { showType, type Type } from './types.ts';

/** One mistake in an expression, found before it runs. */
export interface Problem {
  /** In the words of cel-go, which Kubernetes shows. */
  readonly message: string;
  /** What would help: names that are there. */
  readonly hint: string;
  /** Offset in the source. */
  readonly at: number;
}

export const undeclared = (name: string, container: string): string =>
  `undeclared reference to '${name}' (in container '${container}')`;

export const undefinedField = (name: string): string => `undefined field '${name}'`;

export const noSelection = (type: Type): string => `type '${showType(type)}' does not support field selection`;

export const mismatch = (expected: Type, found: Type): string =>
  `expected type '${showType(expected)}' but found '${showType(found)}'`;

export const fieldMismatch = (field: string, expected: Type, found: Type): string =>
  `expected type of field '${field}' is '${showType(expected)}' but provided type is '${showType(found)}'`;

export const noRange = (type: Type): string =>
  `expression of type '${showType(type)}' cannot be range of a comprehension (must be list, map, or dynamic)`;

/** A method's receiver stands before the other arguments: `string.(int)`. */
export function noOverloadFor(name: string, types: readonly Type[], member: boolean): string {
  const shown = types.map(showType);
  const receiver = member ? `${shown.shift()}.` : '';
  return `found no matching overload for '${name}' applied to '${receiver}(${shown.join(', ')})'`;
}

/** The first mistake of the source, as an error. */
export function firstError(problems: readonly Problem[], source: string): CelError | undefined {
  const [first] = inOrder(problems);
  return first && new CelError(first.message + (first.hint && `; ${first.hint}`), first.at, source);
}

/** As they stand in the source. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.at - b.at);
}
