import type { JsonObject } from '../../model/json.ts';
import { asObject, asString } from '../../std/value.ts';
import { result, type Result } from '../kyverno/result.ts';
import { reasonOf } from '../problem.ts';
import type { CompiledPolicy, Lookups, RuleResult, Subject } from '../types.ts';
import { compileConstraint, type Constraint, type ConstraintAnswer } from './constraint.ts';
import { expanderOf, type Expander, type Generated } from './expansion.ts';
import { compileTemplate } from './template.ts';

/** What a constraint says of an object, and of those that expansions make of it: nothing of those that it is not about. */
export function reviewAll(
  constraint: Constraint,
  expander: Expander,
  subject: Subject,
  lookups: Lookups,
): ConstraintAnswer[] {
  const own = constraint.review(subject, lookups);
  const before = own ? [own] : [];
  try {
    const made = expander.expand(subject, lookups).flatMap((one): ConstraintAnswer[] => {
      const answer = constraint.review(one.subject, lookups, 'Generated');
      return answer ? [impliedBy(one, answer)] : [];
    });
    return [...before, ...made];
  } catch (error) {
    return [...before, { violations: [{ message: reasonOf(error), isError: true }], actions: ['Deny'], gaps: [] }];
  }
}

/** Violations of what a workload makes are its own; their places are those of the content. */
function impliedBy(
  { template, source, action }: Generated,
  { violations, actions, gaps }: ConstraintAnswer,
): ConstraintAnswer {
  return {
    violations: violations.map(({ message, isError, path }) => ({
      message: `[Implied by ${template}] ${message}`,
      isError,
      ...(path && { path: [...source, ...path] }),
    })),
    actions: action === undefined ? actions : [action],
    gaps,
  };
}

/** A constraint as one policy of a plan. @throws PolicyProblem */
export function constraintPolicy(document: JsonObject, others: readonly JsonObject[]): CompiledPolicy {
  const constraint = compileConstraint(document, others);
  const expander = expanderOf(others);
  const { kind, name } = constraint;
  const isAbout = (group: string, resourceKind: string) => constraint.mayMatch(group, resourceKind);
  return {
    kind,
    name,
    namespace: '',
    rules: [],
    warns: false,
    mayMatch: (group, version, resourceKind, subresource) =>
      subresource === '' && (isAbout(group, resourceKind) || expander.makes(group, version, resourceKind, isAbout)),
    evaluate(subject, type, lookups): RuleResult[] {
      if (type !== 'validate') return [];
      const answers = reviewAll(constraint, expander, subject, lookups);
      return answers.map((answer) => ({ rule: name, type, ...resultOf(answer) }));
    },
  };
}

function resultOf({ violations, actions, gaps }: ConstraintAnswer): Result {
  const more = { actions, ...(gaps[0] !== undefined && { gap: gaps[0] }) };
  if (violations.length === 0)
    return gaps[0] === undefined ? result('pass', 'validation passed', more) : result('error', gaps[0], more);
  const isError = violations.every((one) => one.isError);
  const [path, another] = violations.flatMap((one) => (one.path ? [one.path] : []));
  const place = path && !another ? { path } : {};
  return result(isError ? 'error' : 'fail', violations.map(({ message }) => message).join('; '), { ...more, ...place });
}

/** A template as a policy: it judges nothing by itself, but what is wrong with it is told. @throws PolicyProblem */
export function templatePolicy(document: JsonObject): CompiledPolicy {
  const { kind, problems } = compileTemplate(document);
  const name = asString(asObject(document['metadata'])['name']) ?? kind.toLowerCase();
  return {
    kind: 'ConstraintTemplate',
    name,
    namespace: '',
    rules: [],
    problems,
    warns: false,
    mayMatch: () => false,
    evaluate: () => [],
  };
}
