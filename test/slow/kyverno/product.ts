import { join } from 'node:path';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { applyPolicies } from '../../../src/policies/apply.ts';
import { readObjects } from '../../../src/policies/documents.ts';
import { inNamespace } from '../../../src/policies/namespace.ts';
import { loadPolicySet, resourceOf } from '../../../src/policies/policy-set.ts';
import { readUser, readValues } from '../../../src/policies/values.ts';
import { UNMATCHED } from '../../../src/policy/kyverno/result.ts';
import { asString, at } from '../../../src/std/value.ts';
import { type Files, keyOf, keyOfObject, ruleOf, type Outcome, type Verdict, type World } from './world.ts';

/** What `castellan policy apply` says of the same files. */
export function askCastellan(world: World, { folder, policies, resources }: Files): Outcome {
  const set = loadPolicySet([policies], world.exceptions ? [join(folder, 'exceptions.yaml')] : []);
  const judged = resourcesIn(resources);
  const targets = world.targets ? resourcesIn(join(folder, 'targets.yaml')) : [];
  const report = applyPolicies({
    set,
    estates: [{ resources: [...judged, ...targets], shipped: new Set(targets), live: true }],
    values: readValues(world.values ?? {}),
    user: world.user && readUser(world.user),
    auditWarns: false,
    now: Date.now,
    random: Math.random,
  });
  const verdicts = new Map<string, Verdict>();
  const objects = new Map<string, JsonObject>();
  for (const one of report.results) {
    const { policy, rule, resource, status: result, message } = one;
    // Kyverno says nothing of rules whose lists are empty, and not always that match conditions leave an object out.
    const stays = one.type === 'delete' && result === 'skip';
    if (one.judgedNothing !== true && message !== UNMATCHED && !stays)
      verdicts.set(`${policy.policy.name} / ${ruleOf(world, policy.policy.name, rule)} / ${keyOf(resource)}`, {
        result,
        message,
      });
    const made = [...(one.patched ? [one.patched] : []), ...(one.targets ?? []), ...(one.generated ?? [])];
    for (const object of made) objects.set(`${policy.policy.name} / ${keyOfObject(object)}`, object);
  }
  const running = new Set(report.policies.map(({ policy }) => policy.name));
  const refused = new Map(
    report.problems
      .map(({ file, line, message }) => [nameAt(file, line), `${line}: ${message}`] as const)
      .filter(([name]) => !running.has(name)),
  );
  return { verdicts, objects, refused };
}

function resourcesIn(file: string): Resource[] {
  return readObjects(file, []).flatMap((one) => resourceOf({ ...one, object: inNamespace(one.object) }) ?? []);
}

/** The document that the line belongs to. */
function nameAt(file: string, line: number): string {
  const before = readObjects(file, []).filter(({ placeOf }) => placeOf([]).line <= line);
  return asString(at(before.at(-1)?.object ?? {}, 'metadata', 'name')) ?? '';
}
