import type { Json, JsonObject, Path } from '../../model/json.ts';
import { compileParams } from '../cel/params.ts';
import { celScope, compileNamed, conditionsHold } from '../cel/run.ts';
import { compileValidations } from '../cel/validations.ts';
import { reasonOf } from '../problem.ts';
import type { Target } from '../target.ts';
import { result, type Result } from './result.ts';
import type { Handler, RuleSource } from './rule.ts';
import type { Message } from './validate.ts';

/** `validate.cel`: the expressions of an admission policy within a rule. */
export function compileCel(source: RuleSource, block: JsonObject, path: Path, message: Message): Handler {
  const variables = compileNamed(block['variables'], [...path, 'variables']);
  const validate = compileValidations(block['expressions'], [...path, 'expressions'], { variables });
  const params = compileParams(block['paramKind'], block['paramRef'], [...path, 'paramKind']);
  return (evaluation) => {
    const { subject } = evaluation.target;
    const { lookups } = evaluation;
    const found = params(evaluation.target, lookups);
    if (!found) return result('error', 'no params found');
    for (const one of found) {
      const answer = validate(celScope(subject, lookups, variables, { params: one }));
      if (answer.status !== 'pass') return asRule(answer, message(evaluation));
    }
    return result('pass', `Validation rule '${source.name}' passed.`);
  };
}

/** An expression that cannot be evaluated denies, as in an admission policy whose failurePolicy is Fail. */
function asRule({ status, message: why, path }: Result, message: string): Result {
  const said = why.startsWith('failed expression: ') && message !== '' ? message : why;
  return result(status === 'error' ? 'fail' : status, said, path && { path });
}

/** `celPreconditions`: why the rule does not apply, undefined where it does. What cannot be evaluated denies. */
export function compileCelPreconditions(
  list: Json | undefined,
  path: Path,
): ((target: Target, lookups: Parameters<typeof celScope>[1]) => Result | undefined) | undefined {
  if (list === undefined) return undefined;
  const conditions = compileNamed(list, path);
  return (target, lookups) => {
    try {
      const met = conditionsHold(conditions, celScope(target.subject, lookups, []));
      return met ? undefined : result('skip', 'cel preconditions not met');
    } catch (error) {
      return result('fail', reasonOf(error));
    }
  };
}
