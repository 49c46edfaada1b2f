import type { JsonObject } from '../model/json.ts';
import type { CompiledPolicy, RuleResult } from '../policy/types.ts';
import { equalJson } from '../std/value.ts';
import type { Answer, Step } from './judge.ts';

type Evaluate = (policy: CompiledPolicy, now: JsonObject) => readonly RuleResult[];

/** The object after each policy has changed it. */
export function mutated(object: JsonObject, steps: readonly Step[], answers: Answer[], evaluate: Evaluate): JsonObject {
  let current = object;
  for (const { policy } of steps) {
    if (policy.repeats) continue;
    for (const result of evaluate(policy, current)) {
      current = result.patched ?? current;
      answers.push({ policy, result });
    }
  }
  const repeating = steps.flatMap(({ policy }) => (policy.repeats ? [policy] : []));
  return repeating.length === 0 ? current : settled(current, repeating, answers, evaluate);
}

/** More rounds say that mutators undo each other. */
const MOST_ROUNDS = 20;

/** The object when mutators no longer change it; as it was where they come to no end. */
function settled(
  object: JsonObject,
  policies: readonly CompiledPolicy[],
  answers: Answer[],
  evaluate: Evaluate,
): JsonObject {
  const said = new Map<CompiledPolicy, RuleResult>();
  let current = object;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = current;
    for (const policy of policies) {
      for (const result of evaluate(policy, current)) {
        current = result.patched ?? current;
        said.set(policy, weightier(said.get(policy), result));
      }
    }
    if (!equalJson(before, current)) continue;
    for (const [policy, result] of said) {
      answers.push({ policy, result: result.patched ? { ...result, patched: current } : result });
    }
    return current;
  }
  const policy = policies.at(-1)!;
  const message = `Mutators undo each other: after ${MOST_ROUNDS} rounds the object still changes.`;
  answers.push({ policy, result: { rule: policy.name, type: 'mutate', status: 'error', message } });
  return object;
}

/** Of what a mutator says in several rounds: that it failed, else that it changed something. */
function weightier(before: RuleResult | undefined, now: RuleResult): RuleResult {
  if (!before || now.status === 'error') return now;
  return before.status !== 'error' && now.patched ? now : before;
}
