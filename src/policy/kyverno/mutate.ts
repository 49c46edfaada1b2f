import type { Json, JsonObject, Path } from '../../model/json.ts';
import { parseManifests } from '../../manifests/parse.ts';
import { asList, asObject, asString, at, equalJson, isObject } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { compileConditions } from './conditions.ts';
import { compileContext } from './context.ts';
import { compileElements, type Element } from './elements.ts';
import { liberalPatch } from './json-patch.ts';
import { mergePatch } from './merge.ts';
import { compileTargets } from './mutate-targets.ts';
import { anchorOf } from './pattern/anchor.ts';
import { result, type Result } from './result.ts';
import type { Evaluation, Handler, RuleSource } from './rule.ts';
import { attempt, type Patcher } from './patcher.ts';
import { AnchorMismatch, settlePatch } from './strategic-conditions.ts';
import { compileTemplate } from './template.ts';

/** A `mutate` rule: of the object itself, or of existing ones. */
export function compileMutate(source: RuleSource, block: JsonObject, path: Path): Handler {
  const patch = compilePatcher(source, block, path, 0);
  if (block['targets'] !== undefined) return compileTargets(source, block['targets'], [...path, 'targets'], patch);
  return (evaluation) => mutated(patch, evaluation);
}

function mutated(patch: Patcher, { object, scope }: Evaluation): Result {
  const outcome = attempt(patch, object, scope());
  if ('result' in outcome) return outcome.result;
  if (equalJson(outcome.object, object)) return result('skip', 'no patches applied');
  return result('pass', 'resource is mutated', { patched: outcome.object });
}

function compilePatcher(source: RuleSource, block: JsonObject, path: Path, nesting: number): Patcher {
  if (block['patchStrategicMerge'] !== undefined)
    return strategic(block['patchStrategicMerge'], [...path, 'patchStrategicMerge']);
  if (block['patchesJson6902'] !== undefined) return operations(block['patchesJson6902'], [...path, 'patchesJson6902']);
  if (block['foreach'] === undefined)
    throw new PolicyProblem('A mutate rule needs patchStrategicMerge, patchesJson6902 or foreach.', path);
  const entries = asList(block['foreach']).map((entry, i) =>
    eachElement(source, asObject(entry), [...path, 'foreach', i], nesting),
  );
  return (object, scope) => {
    let current: JsonObject | undefined;
    for (const entry of entries) current = entry(current ?? object, scope) ?? current;
    return current;
  };
}

function strategic(patch: Json, path: Path): Patcher {
  const template = compileTemplate(patch, path);
  if (!isObject(patch)) throw new PolicyProblem('patchStrategicMerge must be a map.', path);
  return (object, scope) => {
    const filled = asObject(template.resolve(scope, (inside) => at(object, ...inside.map(bare))));
    return mergePatch(object, settlePatch(filled, object));
  };
}

function bare(step: string | number): string | number {
  return typeof step === 'string' ? (anchorOf(step)?.key ?? step) : step;
}

/** The patch is a text, which is read anew for each object where it has variables. */
function operations(patch: Json, path: Path): Patcher {
  if (typeof patch !== 'string') throw new PolicyProblem('patchesJson6902 must be a text.', path);
  const template = compileTemplate(readOperations(patch, path), path);
  return (object, scope) => liberalPatch(object, template.resolve(scope));
}

function readOperations(text: string, path: Path): Json {
  const { documents, problems } = parseManifests(text);
  const problem = problems.find(({ fatal }) => fatal);
  const value = documents[0]?.value;
  if (problem || !Array.isArray(value)) {
    throw new PolicyProblem(`patchesJson6902 is no list of operations${problem ? `: ${problem.message}` : '.'}`, path);
  }
  return value;
}

/** `mutate.foreach`: each element changes what the one before it left. */
function eachElement(source: RuleSource, entry: JsonObject, path: Path, nesting: number): Patcher {
  const elementsOf = compileElements(entry, path, nesting, true);
  const load = compileContext(entry['context'], [...path, 'context']);
  const applies = compileConditions(entry['preconditions'], [...path, 'preconditions']);
  const patch = compilePatcher(source, entry, path, nesting + 1);
  // Merged items come first, so that going backwards leaves them in their order.
  const order = asString(entry['order']) ?? (entry['patchStrategicMerge'] === undefined ? 'Ascending' : 'Descending');
  return (object, scope) => {
    let current: JsonObject | undefined;
    const elements = elementsOf(scope);
    for (const element of order === 'Descending' ? elements.toReversed() : elements) {
      current = applyElement(element, current ?? object) ?? current;
    }
    return current;
  };

  function applyElement({ scope }: Element, object: JsonObject): JsonObject | undefined {
    const mocked = scope.lookups.mocked?.(source.policy, source.name);
    load(scope, mocked);
    if (!applies(scope).met) return undefined;
    try {
      return patch(object, scope);
    } catch (error) {
      if (error instanceof AnchorMismatch) return undefined;
      throw error;
    }
  }
}
