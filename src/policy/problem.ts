import type { Path } from '../model/json.ts';
import { QuietError } from '../std/quiet-error.ts';

/** A policy that cannot be compiled: one sentence, and the entry of the document it is about. */
export class PolicyProblem extends Error {
  override readonly name = 'PolicyProblem';
  readonly path: Path;

  constructor(message: string, path: Path, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.path = path;
  }
}

/** An evaluation that could not be finished: a variable that is not known, an operator given the wrong type. */
export class EvaluationError extends QuietError {
  override readonly name = 'EvaluationError';
}

/** The sentence of an error of ours; anything else is a bug and goes on. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && EXPECTED.has(error.name)) return error.message;
  throw error;
}

const EXPECTED: ReadonlySet<string> = new Set([
  'EvaluationError',
  'JmespathError',
  'PatchError',
  'PolicyProblem',
  'CelError',
]);
