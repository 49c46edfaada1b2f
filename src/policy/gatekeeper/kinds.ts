import type { JsonObject } from '../../model/json.ts';
import { asString, equalJson } from '../../std/value.ts';
import { result, type Result } from '../kyverno/result.ts';
import { reasonOf } from '../problem.ts';
import type { CompiledPolicy, RuleResult, Subject } from '../types.ts';
import { checkConflicts } from './conflicts.ts';
import { constraintPolicy, templatePolicy } from './constraint-policy.ts';
import { isConstraint } from './constraint.ts';
import { expansionPolicy, isExpansion } from './expansion.ts';
import { compileMutator, isMutator, type Mutator } from './mutator.ts';
import { isTemplate } from './template.ts';

type Compile = (document: JsonObject, others: readonly JsonObject[]) => CompiledPolicy;

/** How an object of Gatekeeper is compiled; undefined where it is none. */
export function gatekeeperCompiler(document: JsonObject): Compile | undefined {
  if (isTemplate(document)) return templatePolicy;
  if (isConstraint(document)) return constraintPolicy;
  if (isExpansion(document)) return expansionPolicy;
  return isMutator(document) ? mutatorPolicy : undefined;
}

function mutatorPolicy(document: JsonObject, others: readonly JsonObject[]): CompiledPolicy {
  const mutator = compileMutator(document);
  checkConflicts(document, others);
  return {
    kind: asString(document['kind']) ?? '',
    name: mutator.name,
    namespace: '',
    rules: [],
    types: ['mutate'],
    warns: false,
    repeats: true,
    mayMatch: (group, version, kind, subresource) => subresource === '' && mutator.mayMatch(group, version, kind),
    evaluate(subject, type, lookups): RuleResult[] {
      if (type !== 'mutate' || !mutator.matches(subject, lookups)) return [];
      return [{ rule: mutator.name, type, ...mutated(mutator, subject) }];
    },
  };
}

function mutated(mutator: Mutator, subject: Subject): Result {
  try {
    const patched = mutator.mutate(subject.object, subject);
    if (equalJson(patched, subject.object)) return result('skip', 'no patches applied');
    return result('pass', 'resource is mutated', { patched });
  } catch (error) {
    return result('error', reasonOf(error));
  }
}
