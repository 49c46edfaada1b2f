import type { Json } from '../model/json.ts';
import { JmespathError } from './error.ts';
import type { Functions } from './function.ts';
import type { Run } from './run.ts';
import { KYVERNO_FUNCTIONS } from './functions/index.ts';
import { STANDARD_FUNCTIONS } from './functions/standard.ts';

type Evaluate = (input: Json, run: Run) => Json | undefined;

/** How expressions are meant. */
export interface Dialect {
  readonly functions: Functions;
  /** What a key that an object does not have gives: null, or undefined for "not found". */
  readonly missing: null | undefined;
  /** The operand of a flatten, a filter or a projection over values. */
  readonly tolerant: (evaluate: Evaluate) => Evaluate;
}

export type DialectName = 'standard' | 'kyverno';

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  standard: { functions: STANDARD_FUNCTIONS, missing: null, tolerant: (evaluate) => evaluate },
  // Kyverno takes any failure there for null; what was too much stays an error.
  kyverno: { functions: KYVERNO_FUNCTIONS, missing: undefined, tolerant: nullForFailure },
};

function nullForFailure(evaluate: Evaluate): Evaluate {
  return (input, run) => {
    try {
      return evaluate(input, run);
    } catch (error) {
      if (error instanceof JmespathError && error.code !== 'too-large') return null;
      throw error;
    }
  };
}
