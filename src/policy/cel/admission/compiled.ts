import type { JsonObject } from '../../../model/json.ts';
import { asString, equalJson } from '../../../std/value.ts';
import { result, UNMATCHED, type Result } from '../../kyverno/result.ts';
import type { CompiledPolicy, Lookups, RuleResult, RuleType, Subject } from '../../types.ts';
import type { World } from './activation.ts';
import { mutate } from './admit.ts';
import { compileMutatingPolicy, invocationsOf } from './mutating-policy.ts';
import { admissionRequestOf, type AdmissionRequest } from './request.ts';
import { askValidating, compileValidatingPolicy, type PolicyFrame } from './validating-policy.ts';

/** A ValidatingAdmissionPolicy as one policy of a plan. @throws PolicyProblem */
export function validatingAdmission(document: JsonObject, others: readonly JsonObject[]): CompiledPolicy {
  const policy = compileValidatingPolicy(document, others);
  return admissionPolicy(document, policy.frame, 'validate', (request, _, lookups) => {
    const { isBound, evaluated, findings, ignored, gaps } = askValidating(policy, request, lookups);
    const worst = findings.find(({ actions }) => actions.includes('Deny')) ?? findings[0];
    if (worst) {
      const { path, actions } = worst;
      return result(worst.isError ? 'error' : 'fail', worst.message, {
        actions,
        ...(path && { path }),
        ...gapOf(gaps),
      });
    }
    if (gaps[0] !== undefined) return result('error', gaps[0], gapOf(gaps));
    if (evaluated === 0) return isBound ? result('skip', whyLeftOut(policy.frame)) : undefined;
    const passedOver = ignored.length > 0 ? `; the failure policy ignores: ${ignored.join('; ')}` : '';
    return result('pass', `validation passed${passedOver}`);
  });
}

/** Without conditions, only that there is nothing to judge by. */
function whyLeftOut({ conditions }: PolicyFrame): string {
  return conditions.length > 0 ? UNMATCHED : 'no parameters are found';
}

/** A MutatingAdmissionPolicy as one policy of a plan. @throws PolicyProblem */
export function mutatingAdmission(document: JsonObject, others: readonly JsonObject[]): CompiledPolicy {
  const policy = compileMutatingPolicy(document, others);
  return admissionPolicy(document, policy.frame, 'mutate', (request, subject, lookups) => {
    const { list, errors: problems } = invocationsOf(policy, request, lookups);
    if (list.length + problems.length === 0) return undefined;
    const world: World = { lookups, gaps: new Set() };
    const { object, errors } = mutate([policy], request, world);
    const gaps = [...world.gaps];
    const problem = errors[0]?.message ?? gaps[0];
    if (problem !== undefined) return result('error', problem, gapOf(gaps));
    if (!object || equalJson(object, subject.object)) return result('skip', 'no patches applied');
    return result('pass', 'resource is mutated', { patched: object });
  });
}

/** Where an API server would have known more, a failure policy that ignores errors makes nothing right. */
function gapOf([gap]: readonly string[]): { readonly gap?: string } {
  return gap === undefined ? {} : { gap };
}

type Judge = (request: AdmissionRequest, subject: Subject, lookups: Lookups) => Result | undefined;

function admissionPolicy(document: JsonObject, frame: PolicyFrame, type: RuleType, judge: Judge): CompiledPolicy {
  return {
    kind: asString(document['kind']) ?? '',
    name: frame.name,
    namespace: '',
    rules: [],
    types: [type],
    warns: false,
    mayMatch: (group, _, kind, subresource) => frame.match.mayMatch(group, kind, subresource),
    evaluate(subject, wanted, lookups): RuleResult[] {
      if (wanted !== type) return [];
      const answer = judge(admissionRequestOf(subject, lookups), subject, lookups);
      return answer ? [{ rule: frame.name, type, ...answer }] : [];
    },
  };
}
