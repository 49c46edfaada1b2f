import type { JsonObject } from '../model/json.ts';
import type { CompiledPolicy, Lookups, RuleResult, RuleType, Subject } from '../policy/types.ts';
import type { Values } from './values.ts';

/** A sort of rules of a policy: what an object is judged by, in order. */
export interface Step {
  readonly policy: CompiledPolicy;
  readonly type: RuleType;
}

/** What a policy said of an object. */
export interface Answer {
  readonly policy: CompiledPolicy;
  readonly result: RuleResult;
}

/** What comes when all mutations are done. */
export const LATER: readonly RuleType[] = ['verify-images', 'validate', 'generate', 'delete'];

/** The sorts of rules that policies have. */
export function stepsOf(policies: readonly CompiledPolicy[], types: readonly RuleType[]): Step[] {
  return policies.flatMap((policy) =>
    types.filter((type) => policy.types?.includes(type) ?? true).map((type) => ({ policy, type })),
  );
}

/** What one policy says by its rules of the given sorts. */
export function resultsOf(
  policy: CompiledPolicy,
  types: readonly RuleType[],
  subject: Subject,
  lookups: Lookups,
): RuleResult[] {
  return stepsOf([policy], types).flatMap(({ type }) => policy.evaluate(subject, type, lookups));
}

/** Policies share the subject of an object, and what matching reads of it, but for those that have values of their own. */
export function createSubjects(values: Values, make: (policy: string, object: JsonObject) => Subject) {
  let last: { readonly object: JsonObject; readonly subject: Subject } | undefined;
  return ({ name: policy }: CompiledPolicy, object: JsonObject, name: string): Subject => {
    if (values.hasOwn(policy, name)) return make(policy, object);
    if (last?.object !== object) last = { object, subject: make('', object) };
    return last.subject;
  };
}
