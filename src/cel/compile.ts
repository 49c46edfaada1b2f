import type { Json } from '../model/json.ts';
import { environmentOf } from './environment.ts';
import { toJson } from './json.ts';
import { EXTENSIONS } from './libraries.ts';
import { compileExpression, errorOf } from './program.ts';
import { DYN } from './types.ts';
import { Fault } from './values.ts';

/** A compiled expression over JSON. @throws CelError while evaluating: a missing key, a wrong type, or too high a cost. */
export type CelProgram = (variables: Readonly<Record<string, Json | undefined>>) => Json;

/**
 * Compiles an expression over variables of any type, for own rules: a key whose value is null counts as missing in `has`.
 * @throws CelError for what does not parse or names an unknown variable or function.
 */
export function compileCel(source: string, names: readonly string[]): CelProgram {
  const variables = Object.fromEntries(names.map((name) => [name, DYN]));
  const environment = environmentOf({ variables, libraries: EXTENSIONS, nullsAreMissing: true, json: names });
  const program = compileExpression(source, environment);
  return (values) => {
    const json = toJson(program.evaluate(values));
    if (json instanceof Fault) throw errorOf(json, source);
    return json;
  };
}

/** What docs/own-rules.md shows at work. */
export const VOCABULARY = {
  functions: ['has', 'size', 'string', 'int', 'double'],
  methods: ['size', 'startsWith', 'endsWith', 'contains', 'lowerAscii', 'split', 'matches'],
  macros: ['all', 'exists', 'exists_one', 'filter', 'map'],
  operators: ['&&', '||', '==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '*', '/', '%'],
} as const;
