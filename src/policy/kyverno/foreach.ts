import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, isObject } from '../../std/value.ts';
import { reasonOf } from '../problem.ts';
import { compileConditions, type Conditions } from './conditions.ts';
import { compileContext, type ContextLoader } from './context.ts';
import { compileElements, placeOf, type Element } from './elements.ts';
import { result, type Result } from './result.ts';
import type { Evaluation, Handler, RuleSource } from './rule.ts';
import type { Scope } from './scope.ts';

interface Foreach {
  readonly elements: (scope: Scope) => readonly Element[];
  readonly load: ContextLoader;
  readonly applies: Conditions;
  readonly body: Handler;
  readonly scoped: boolean;
}

/** Compiles what an entry asks of its elements. */
export type CompileBody = (source: RuleSource, block: JsonObject, path: Path) => Handler;

/**
 * `validate.foreach`: each element of each list must pass; elements whose preconditions are not met do not count. The rule's
 * message is that of each element.
 */
export function compileForeachValidate(
  source: RuleSource,
  block: JsonObject,
  path: Path,
  compileBody: CompileBody,
  nesting = 0,
): Handler {
  const entries = asList(block['foreach']).map((entry, i) =>
    compileEntry(source, asObject(entry), [...path, 'foreach', i], compileBody, { message: block['message'], nesting }),
  );
  return (evaluation) => {
    let applied = 0;
    for (const entry of entries) {
      const outcome = eachElement(source, entry, evaluation);
      if (typeof outcome !== 'number') return outcome;
      applied += outcome;
    }
    return applied === 0
      ? result('skip', 'no element was judged', { judgedNothing: true })
      : result('pass', 'rule passed');
  };
}

function compileEntry(
  source: RuleSource,
  entry: JsonObject,
  path: Path,
  compileBody: CompileBody,
  { message, nesting }: { readonly message: Json | undefined; readonly nesting: number },
): Foreach {
  const said = message === undefined ? entry : { ...entry, message };
  const body =
    entry['foreach'] === undefined
      ? compileBody(source, said, path)
      : compileForeachValidate(source, said, path, compileBody, nesting + 1);
  return {
    elements: compileElements(entry, path, nesting),
    load: compileContext(entry['context'], [...path, 'context']),
    applies: compileConditions(entry['preconditions'], [...path, 'preconditions']),
    body,
    scoped: entry['elementScope'] !== false,
  };
}

/** How many elements passed, or the first result that is neither that nor a skip. */
function eachElement(source: RuleSource, entry: Foreach, evaluation: Evaluation): number | Result {
  let applied = 0;
  for (const element of entry.elements(evaluation.scope())) {
    const one = evaluateElement(source, entry, element, evaluation);
    if (one.status === 'pass') applied++;
    else if (one.status === 'fail') return { ...one, message: `validation failure: ${one.message}` };
    else if (one.status !== 'skip') return one;
  }
  return applied;
}

function evaluateElement(source: RuleSource, entry: Foreach, element: Element, evaluation: Evaluation): Result {
  const { scope, value } = element;
  try {
    entry.load(scope, scope.lookups.mocked?.(source.policy, source.name));
    const unmet = whyUnmet(entry, scope);
    if (unmet !== undefined) return result('skip', unmet);
    const scoped = entry.scoped && isObject(value);
    const place = () => placeOf(element, scope.subject.object);
    return entry.body({
      target: evaluation.target,
      lookups: evaluation.lookups,
      object: scoped ? value : evaluation.object,
      scope: () => scope,
      element: { scoped, place },
    });
  } catch (error) {
    return result('error', `failed to process foreach: ${reasonOf(error)}`);
  }
}

/** Elements whose preconditions cannot be evaluated are passed over, as Kyverno does. */
function whyUnmet({ applies }: Foreach, scope: Scope): string | undefined {
  try {
    return applies(scope).met ? undefined : 'preconditions not met';
  } catch (error) {
    return `preconditions cannot be evaluated: ${reasonOf(error)}`;
  }
}
