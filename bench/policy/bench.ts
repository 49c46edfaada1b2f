import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonObject } from '../../src/model/json.ts';
import { filesAt, readObjects } from '../../src/policies/documents.ts';
import { compilePolicy, createPlan, evaluatePlan, policyKindOf } from '../../src/policy/plan.ts';
import type { CompiledPolicy } from '../../src/policy/types.ts';
import { podAt } from './pods.ts';
import { applyFolder, isBuilt, testFolder } from './processes.ts';

export const title = 'policies: CPU for many pods, compiled once';

const PODS = 4500;
const data = resolve(import.meta.dirname, '../../../shared/conformance/policy/kyverno-policies');

/** Public policies on made-up pods, every one of another shape. */
export function run(log: (line: string) => void): void {
  if (!existsSync(data)) return log(`no policies at ${data}`);
  const pods = Array.from({ length: PODS }, (_, i) => podAt(i));
  const rules = policiesIn(['pod-security', 'best-practices', 'psp-migration', 'other'], 'ClusterPolicy', 18);
  const expressions = policiesIn(['pod-security-vpol', 'best-practices-vpol', 'other-vpol'], 'ValidatingPolicy', 16);
  measure('18 ClusterPolicies', rules, pods, log);
  measure('16 ValidatingPolicies', expressions, pods, log);
  const many = policiesIn(['.'], 'ClusterPolicy', 200);
  log(
    `compiling ${many.length} ClusterPolicies: ${milliseconds(() => many.forEach((one) => compilePolicy(one)))} ms CPU`,
  );
  const others = Array.from({ length: 984 }, (_, i) => otherPolicy(i));
  compareSizes(rules, [...rules, ...others], pods, log);
  if (!isBuilt()) return log('whole processes: run `npm run build` first');
  applyFolder('18 ClusterPolicies', rules, pods, log);
  applyFolder('16 ValidatingPolicies', expressions, pods, log);
  testFolder(data, log);
}

/** What policies that are about other kinds cost each object: the two take turns, so that both run the same warm code. */
function compareSizes(
  few: readonly JsonObject[],
  many: readonly JsonObject[],
  pods: readonly JsonObject[],
  log: (line: string) => void,
): void {
  const plans = [few, many].map((documents) => createPlan(documents.map((one) => compilePolicy(one))));
  const spent = plans.map(() => 0);
  for (let round = 0; round < 6; round++) {
    for (const [i, plan] of plans.entries()) {
      const took = milliseconds(() => {
        for (const object of pods) evaluatePlan(plan, subjectOf(object), 'validate', {});
      });
      if (round > 0) spent[i]! += took;
    }
  }
  const [base = 0, whole = 0] = spent;
  const more = ((whole / base - 1) * 100).toFixed(1);
  log(
    `${few.length} policies ${base / 5} ms, the same among ${many.length}: ${whole / 5} ms CPU a round, ${more} % more`,
  );
}

function subjectOf(object: JsonObject) {
  return { object, operation: 'CREATE', subresource: '', namespaceLabels: {} } as const;
}

function policiesIn(folders: readonly string[], kind: string, most: number): JsonObject[] {
  const files = folders.flatMap((folder) => filesAt(join(data, folder)));
  const objects = files
    .filter((file) => !file.includes('/.'))
    .flatMap((file) => readObjects(file, []).map((one) => one.object));
  return objects.filter((one) => policyKindOf(one) !== undefined && one['kind'] === kind).slice(0, most);
}

function measure(
  name: string,
  documents: readonly JsonObject[],
  pods: readonly JsonObject[],
  log: (line: string) => void,
): void {
  let policies: CompiledPolicy[] = [];
  const compiling = milliseconds(() => (policies = documents.map((one) => compilePolicy(one))));
  const plan = createPlan(policies);
  let verdicts = 0;
  const lookups = {};
  const evaluate = () => {
    for (const object of pods) {
      for (const { results } of evaluatePlan(plan, subjectOf(object), 'validate', lookups)) verdicts += results.length;
    }
  };
  const first = milliseconds(evaluate);
  const again = milliseconds(evaluate);
  const each = (again * 1000) / pods.length;
  log(
    `${name} (${documents.length}) x ${pods.length} pods: compile ${compiling} ms, first ${first} ms, again ${again} ms CPU (${each.toFixed(1)} µs a pod, ${verdicts / 2} verdicts)`,
  );
}

function milliseconds(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}

/** A policy about a kind of its own. */
function otherPolicy(i: number): JsonObject {
  return {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: `other-${i}` },
    spec: {
      rules: [
        {
          name: 'label',
          match: { any: [{ resources: { kinds: [`Kind${i}`] } }] },
          validate: { pattern: { metadata: { labels: { team: '?*' } } } },
        },
      ],
    },
  };
}
