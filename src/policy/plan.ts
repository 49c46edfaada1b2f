import type { JsonObject } from '../model/json.ts';
import { asString } from '../std/value.ts';
import type { CelException } from './cel/exception.ts';
import { CEL_POLICIES } from './cel/kinds.ts';
import { gatekeeperCompiler } from './gatekeeper/kinds.ts';
import type { Exception } from './kyverno/exception.ts';
import { compileCleanup } from './kyverno/cleanup.ts';
import { splitApiVersion } from './kyverno/match-kinds.ts';
import { compileKyvernoPolicy } from './kyverno/policy.ts';
import { PolicyProblem } from './problem.ts';
import { targetOf } from './target.ts';
import type { CompiledPolicy, Lookups, RuleResult, RuleType, Subject } from './types.ts';

/** Exceptions of both kinds. */
export interface Exceptions {
  readonly rules: readonly Exception[];
  readonly cel: readonly CelException[];
}

type Compile = (policy: JsonObject, exceptions: Exceptions, others: readonly JsonObject[]) => CompiledPolicy;

/** How each kind of policy is compiled, by group and kind. */
const COMPILERS: Readonly<Record<string, Compile>> = {
  'kyverno.io/ClusterPolicy': (policy, { rules }) => compileKyvernoPolicy(policy, rules),
  'kyverno.io/Policy': (policy, { rules }) => compileKyvernoPolicy(policy, rules),
  'kyverno.io/ClusterCleanupPolicy': (policy) => compileCleanup(policy),
  'kyverno.io/CleanupPolicy': (policy) => compileCleanup(policy),
  ...Object.fromEntries(
    Object.entries(CEL_POLICIES).map(([kind, compile]): [string, Compile] => [
      kind,
      (policy, { cel }, others) => compile(policy, cel, others),
    ]),
  ),
};

/** The kind of policy that an object is; undefined where it is none. */
export function policyKindOf(object: JsonObject): string | undefined {
  const [group] = splitApiVersion(asString(object['apiVersion']) ?? '');
  const kind = `${group}/${asString(object['kind']) ?? ''}`;
  return Object.hasOwn(COMPILERS, kind) || gatekeeperCompiler(object) ? kind : undefined;
}

/** Compiles a policy of any kind; `others` are the objects around it, such as bindings. @throws PolicyProblem */
export function compilePolicy(
  object: JsonObject,
  exceptions: Exceptions = { rules: [], cel: [] },
  others: readonly JsonObject[] = [],
): CompiledPolicy {
  const gatekeeper = gatekeeperCompiler(object);
  if (gatekeeper) return gatekeeper(object, others);
  const compile = COMPILERS[policyKindOf(object) ?? ''];
  if (!compile) throw new PolicyProblem('This is no kind of policy that is known.', ['kind']);
  return compile(object, exceptions, others);
}

/** Many policies as one: an object only meets those that its kind can match. Immutable. */
export interface Plan {
  readonly policies: readonly CompiledPolicy[];
  /** The policies that may match the object. */
  policiesFor(subject: Subject): readonly CompiledPolicy[];
}

export interface PolicyResults {
  readonly policy: CompiledPolicy;
  readonly results: readonly RuleResult[];
}

export function createPlan(policies: readonly CompiledPolicy[]): Plan {
  const byKind = new Map<string, readonly CompiledPolicy[]>();
  return {
    policies,
    policiesFor(subject) {
      const { group, version, kind, subresource, key } = targetOf(subject);
      let found = subject.parent ? undefined : byKind.get(key);
      if (!found) {
        found = subject.parent
          ? policies
          : policies.filter((policy) => policy.mayMatch(group, version, kind, subresource));
        if (!subject.parent) byKind.set(key, found);
      }
      return found;
    },
  };
}

/** What every policy of the plan says of an object, with nothing for those that do not match. */
export function evaluatePlan(plan: Plan, subject: Subject, type: RuleType, lookups: Lookups): PolicyResults[] {
  const all: PolicyResults[] = [];
  for (const policy of plan.policiesFor(subject)) {
    const results = policy.evaluate(subject, type, lookups);
    if (results.length > 0) all.push({ policy, results });
  }
  return all;
}
