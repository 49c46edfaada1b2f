import type { Path } from '../../model/json.ts';
import type { RuleResult, Status } from '../types.ts';

/** What a handler answers; the rule adds its name and sort. */
export type Result = Omit<RuleResult, 'rule' | 'type'>;

export function result(status: Status, message: string, more: Partial<Result> = {}): Result {
  return { status, message, ...more };
}

/** `/spec/containers/0/image/` as steps. */
export function stepsOf(path: string): Path {
  return path
    .split('/')
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** Said of an object that the match conditions of a policy leave out. */
export const UNMATCHED = "match conditions aren't met";
