import type { JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, asStrings } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { matchesAny } from '../wildcard.ts';
import { compileConditions } from './conditions.ts';
import { compileMatch } from './match.ts';
import { compileExclusions, type PodExclusion } from './pod-security.ts';
import type { Evaluation } from './rule.ts';

/** A PolicyException (kyverno.io/v2), compiled. */
export interface Exception {
  readonly name: string;
  /** Whether it names the policy: `name`, or `namespace/name`. */
  isFor(policy: string): boolean;
  /** Whether it lets the object of this evaluation of the rule through. */
  covers(rule: string, evaluation: Evaluation): boolean;
  /** Where it has controls of Pod Security, it lets through only these. */
  readonly podSecurity: PodExclusion | undefined;
}

/** @throws PolicyProblem */
export function compileException(document: JsonObject): Exception {
  const spec = asObject(document['spec']);
  const exceptions = asList(spec['exceptions']).map(asObject);
  if (exceptions.length === 0) throw new PolicyProblem('The exception names no policy.', ['spec']);
  const { matches } = compileMatch(spec['match'], ['spec', 'match']);
  const conditions =
    spec['conditions'] === undefined ? undefined : compileConditions(spec['conditions'], ['spec', 'conditions']);
  const controls = asList(spec['podSecurity']);
  const names = exceptions.map((one) => ({
    policy: asString(one['policyName']) ?? '',
    rules: asStrings(one['ruleNames']),
  }));
  return {
    name: asString(asObject(document['metadata'])['name']) ?? '',
    isFor: (policy) => names.some((one) => one.policy === policy),
    covers: (rule, { target, scope }) =>
      names.some(({ rules }) => matchesAny(rules, rule)) && matches(target) && (!conditions || conditions(scope()).met),
    podSecurity: controls.length === 0 ? undefined : compileExclusions(spec['podSecurity'], ['spec', 'podSecurity']),
  };
}
