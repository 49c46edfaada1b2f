import { applyPolicies } from '../../../src/policies/apply.ts';
import { readObjects } from '../../../src/policies/documents.ts';
import { loadPolicySet, resourceOf } from '../../../src/policies/policy-set.ts';
import { readValues } from '../../../src/policies/values.ts';
import { type Files, keyOf, type Outcome, verdict } from './world.ts';

/** Our words for what follows a violation, in Gatekeeper's. */
const ACTIONS: Readonly<Record<string, string>> = { enforce: 'deny', warn: 'warn', audit: 'dryrun' };

/** What `castellan policy apply` says of the same files. */
export function askCastellan({ policies, objects }: Files): Outcome {
  const set = loadPolicySet([policies]);
  const resources = readObjects(objects, []).flatMap((one) => resourceOf(one) ?? []);
  const report = applyPolicies({
    set,
    estates: [{ resources, shipped: new Set(), live: true }],
    values: readValues({}),
    user: undefined,
    auditWarns: false,
    now: Date.now,
    random: Math.random,
  });
  const [problem] = report.problems;
  if (problem) return { violations: new Map(), refusal: `${problem.line}:${problem.column} ${problem.message}` };
  const told = report.results.filter(({ type, status }) => type === 'validate' && status !== 'pass');
  return {
    violations: new Map(
      told.map(({ policy, resource, message, action }) => [
        keyOf(policy.document, resource.object),
        verdict(message.split('; '), ACTIONS[action] ?? action),
      ]),
    ),
  };
}
