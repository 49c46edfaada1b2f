import type { Path } from '../../model/json.ts';
import { compileQuery, JmespathError, type Query } from '../expression.ts';
import { PolicyProblem } from '../problem.ts';

/** An expression of JMESPath that cannot be read: its rule cannot be evaluated, those beside it can. */
export class UnreadableQuery extends PolicyProblem {}

/** @throws UnreadableQuery */
export function readQuery(text: string, path: Path): Query {
  try {
    return compileQuery(text);
  } catch (error) {
    if (!(error instanceof JmespathError)) throw error;
    throw new UnreadableQuery(`The expression "${text}" cannot be read: ${error.message}.`, path, error);
  }
}
