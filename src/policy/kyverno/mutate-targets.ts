import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, equalJson } from '../../std/value.ts';
import { EvaluationError, PolicyProblem, reasonOf } from '../problem.ts';
import { hasWildcard, matchesWildcard } from '../wildcard.ts';
import { compileConditions } from './conditions.ts';
import { compileContext } from './context.ts';
import { attempt, type Patcher } from './patcher.ts';
import { result, type Result } from './result.ts';
import type { Handler, RuleSource } from './rule.ts';
import type { Scope } from './scope.ts';
import { compileSelector } from './selectors.ts';
import { asText, compileTemplate } from './template.ts';
import { tagsOf } from '../target.ts';

type Change = (scope: Scope) => Result[];

/**
 * `mutate.targets`: existing objects that the rule changes when its own object comes. Each is judged for itself: one that
 * cannot be evaluated makes the result an error, and the others are changed all the same.
 */
export function compileTargets(source: RuleSource, targets: Json, path: Path, patch: Patcher): Handler {
  const changes = asList(targets).map((target, i) => compileTarget(source, asObject(target), [...path, i], patch));
  return ({ scope }) => {
    const results = changes.flatMap((change) => change(scope()));
    const changed = results.flatMap(({ patched }) => (patched ? [patched] : []));
    const failed = results.find(({ status }) => status === 'error');
    if (failed) return { ...failed, ...(changed.length > 0 && { targets: changed }) };
    if (changed.length === 0) return result('skip', results[0]?.message ?? 'no target found');
    return result('pass', `${changed.length} targets are mutated`, { targets: changed });
  };
}

function compileTarget(source: RuleSource, target: JsonObject, path: Path, patch: Patcher): Change {
  if (!asString(target['kind'])) throw new PolicyProblem('A target needs a kind.', path);
  const template = compileTemplate(asWanted(target), path);
  const load = compileContext(target['context'], [...path, 'context']);
  const applies = compileConditions(target['preconditions'], [...path, 'preconditions']);
  return (scope) => existing(asObject(template.resolve(scope)), scope, path).map((object) => change(object, scope));

  function change(object: JsonObject, scope: Scope): Result {
    const inner = scope.child({ target: object });
    try {
      load(inner, scope.lookups.mocked?.(source.policy, source.name));
      if (!applies(inner).met) return result('skip', 'preconditions not met');
      const outcome = attempt(patch, object, inner);
      if ('result' in outcome) return outcome.result;
      if (equalJson(outcome.object, object)) return result('skip', 'no patches applied');
      return result('pass', 'mutated', { patched: outcome.object });
    } catch (error) {
      return result('error', reasonOf(error));
    }
  }
}

function asWanted(target: JsonObject): JsonObject {
  const { apiVersion = '', kind = '', namespace = '', name = '', selector = null } = target;
  return { apiVersion, kind, namespace, name, selector };
}

function existing(wanted: JsonObject, scope: Scope, path: Path): JsonObject[] {
  const [apiVersion, kind, namespace, name] = ['apiVersion', 'kind', 'namespace', 'name'].map((key) =>
    asText(wanted[key] ?? ''),
  );
  const selected = wanted['selector'] ? compileSelector(wanted['selector'], [...path, 'selector']) : undefined;
  const objects = scope.lookups.objects?.(apiVersion ?? '', kind ?? '') ?? [];
  const found = objects.filter((object) => {
    const metadata = asObject(object['metadata']);
    const isNamed = !name || matchesWildcard(name, asString(metadata['name']) ?? '');
    const isThere = !namespace || matchesWildcard(namespace, asString(metadata['namespace']) ?? '');
    return isNamed && isThere && (!selected || selected(tagsOf(metadata['labels'])));
  });
  if (found.length === 0 && name && !hasWildcard(name))
    throw new EvaluationError(`the target ${kind} ${name} is not found`);
  return found;
}
