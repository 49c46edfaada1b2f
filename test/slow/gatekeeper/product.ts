import type { JsonObject } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { applyPolicies, type ApplyReport } from '../../../src/policies/apply.ts';
import { readObjects } from '../../../src/policies/documents.ts';
import { loadPolicySet, resourceOf } from '../../../src/policies/policy-set.ts';
import { readValues } from '../../../src/policies/values.ts';
import { type Files, keyOf, type Outcome, verdict } from './world.ts';

/** Our words for what follows a violation, in Gatekeeper's. */
const ACTIONS: Readonly<Record<string, string>> = { enforce: 'deny', warn: 'warn', audit: 'dryrun' };

/** What `castellan policy apply` says of the same files. */
export function askCastellan({ policies, objects }: Files): Outcome {
  const report = apply(
    policies,
    readObjects(objects, []).flatMap((one) => resourceOf(one) ?? []),
  );
  const [problem] = report.problems;
  if (problem) return { violations: new Map(), refusal: `${problem.line}:${problem.column} ${problem.message}` };
  const found = new Map<string, { readonly messages: string[]; readonly action: string }>();
  for (const { type, status, policy, resource, message, action } of report.results) {
    if (type !== 'validate' || status === 'pass') continue;
    const key = keyOf(policy.document, resource.object);
    const known = found.get(key) ?? { messages: [], action: ACTIONS[action] ?? action };
    found.set(key, { ...known, messages: [...known.messages, ...message.split('; ')] });
  }
  return { violations: new Map([...found].map(([key, { messages, action }]) => [key, verdict(messages, action)])) };
}

function apply(policies: string, resources: readonly Resource[]): ApplyReport {
  return applyPolicies({
    set: loadPolicySet([policies]),
    estates: [{ resources, shipped: new Set(), live: true }],
    values: readValues({}),
    user: undefined,
    auditWarns: false,
    now: Date.now,
    random: Math.random,
  });
}

/** The objects after the mutators of `castellan policy apply`, and what it says of mutators that cannot be used. */
export function mutateWithCastellan({ policies, objects }: Files): {
  readonly made: JsonObject[];
  readonly refusal?: string;
} {
  const resources = readObjects(objects, []).flatMap((one) => resourceOf(one) ?? []);
  const { problems, results } = apply(policies, resources);
  const made = new Map(resources.map((one) => [one, one.object]));
  for (const { resource, patched } of results) if (patched) made.set(resource, patched);
  const failed = results.find(({ status }) => status === 'error');
  const [problem] = problems;
  const refusal = problem ? `${problem.line}:${problem.column} ${problem.message}` : failed?.message;
  return { made: [...made.values()], ...(refusal !== undefined && { refusal }) };
}
