import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, equalJson } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { matchesWildcard } from '../wildcard.ts';
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

/** `mutate.targets`: existing objects that the rule changes when its own object comes. */
export function compileTargets(source: RuleSource, targets: Json, path: Path, patch: Patcher): Handler {
  const changes = asList(targets).map((target, i) => compileTarget(source, asObject(target), [...path, i], patch));
  return ({ scope }) => {
    const results = changes.flatMap((change) => change(scope()));
    const failed = results.find(({ status }) => status === 'error');
    if (failed) return failed;
    const changed = results.flatMap(({ patched }) => (patched ? [patched] : []));
    if (changed.length === 0) return result('skip', results[0]?.message ?? 'no target found');
    return result('pass', `${changed.length} targets are mutated`, { targets: changed });
  };
}

function compileTarget(source: RuleSource, target: JsonObject, path: Path, patch: Patcher): Change {
  if (!asString(target['kind'])) throw new PolicyProblem('A target needs a kind.', path);
  const template = compileTemplate(asWanted(target), path);
  const load = compileContext(target['context'], [...path, 'context']);
  const applies = compileConditions(target['preconditions'], [...path, 'preconditions']);
  return (scope) =>
    existing(asObject(template.resolve(scope)), scope, path).map((object) => {
      const inner = scope.child({ target: object });
      load(inner, scope.lookups.mocked?.(source.policy, source.name));
      if (!applies(inner).met) return result('skip', 'preconditions not met');
      const outcome = attempt(patch, object, inner);
      if ('result' in outcome) return outcome.result;
      if (equalJson(outcome.object, object)) return result('skip', 'no patches applied');
      return result('pass', 'mutated', { patched: outcome.object });
    });
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
  return objects.filter((object) => {
    const metadata = asObject(object['metadata']);
    const isNamed = !name || matchesWildcard(name, asString(metadata['name']) ?? '');
    const isThere = !namespace || matchesWildcard(namespace, asString(metadata['namespace']) ?? '');
    return isNamed && isThere && (!selected || selected(tagsOf(metadata['labels'])));
  });
}
