import type { Path } from '../../model/json.ts';
import { compileQuery, JmespathError, type Query } from '../expression.ts';
import { PolicyProblem } from '../problem.ts';

/** A list of foreach that cannot be read. Its rule cannot be evaluated, those beside it can: Kyverno finds out when it runs. */
export class UnreadableList extends PolicyProblem {}

/** Compiles an expression of JMESPath. @throws PolicyProblem, of the kind asked for */
export function readQuery(text: string, path: Path, Problem: typeof PolicyProblem = PolicyProblem): Query {
  try {
    return compileQuery(text);
  } catch (error) {
    if (!(error instanceof JmespathError)) throw error;
    throw new Problem(`The expression "${text}" cannot be read: ${error.message}.`, path, error);
  }
}
