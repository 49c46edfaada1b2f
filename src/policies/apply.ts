import { withDefaults } from '../drift/fill.ts';
import { createInventory, type Inventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { Severity } from '../model/severity.ts';
import type { BundledPolicy } from '../policy/bundle.ts';
import { actionOf, factsOf, severityOf, type Action, type PolicyFacts } from '../policy/facts.ts';
import { createPlan } from '../policy/plan.ts';
import type { CompiledPolicy, Lookups, RuleResult, RuleType, Status, Subject, UserInfo } from '../policy/types.ts';
import { lookupsIn } from '../posture/policy-lookups.ts';
import type { DocumentProblem } from './documents.ts';
import type { LoadedSet } from './policy-set.ts';
import { subjectOf, type Values } from './values.ts';

/** Objects that are there together: those of files, or of one cluster. */
export interface ApplyEstate {
  readonly resources: readonly Resource[];
  /** Facts that are not to be judged. */
  readonly shipped: ReadonlySet<Resource>;
  /** Everything of the kinds that policies ask for was read; values are as an API server stores them. */
  readonly live: boolean;
}

export interface ApplyWish {
  readonly set: LoadedSet;
  readonly estates: readonly ApplyEstate[];
  readonly values: Values;
  /** Who makes the objects; nobody in a background scan. */
  readonly user: UserInfo | undefined;
  /** What breaks a rule that only reports is a warning. */
  readonly auditWarns: boolean;
  readonly now: () => number;
  readonly random: () => number;
}

/** What a rule said of an object. */
export interface Applied extends RuleResult {
  readonly policy: BundledPolicy;
  readonly facts: PolicyFacts;
  readonly severity: Severity;
  readonly action: Action;
  readonly resource: Resource;
  readonly place: Place;
}

export interface ApplyReport {
  readonly results: readonly Applied[];
  readonly problems: readonly DocumentProblem[];
  readonly policies: readonly BundledPolicy[];
  readonly resources: number;
}

/** Evaluates policies on objects: mutations first, each of which sees those before it, then everything else. */
export function applyPolicies(wish: ApplyWish): ApplyReport {
  const { set, estates } = wish;
  const documents = new Map(set.policies.map((one) => [one.policy, one]));
  const plan = createPlan(set.policies.map(({ policy }) => policy).filter(({ payload }) => payload === undefined));
  const describe = createDescriber(wish, documents);
  const objects = estates.map((estate) => ({
    judge: judgeOf(wish, estate),
    judged: estate.resources.filter((one) => isObjectOfCluster(one) && !estate.shipped.has(one)),
  }));
  const results = objects.flatMap(({ judge, judged }) => {
    return judged.flatMap((resource) => {
      const policies = plan.policiesFor(probeOf(resource));
      return policies.length === 0 ? [] : judge(resource, policies).map((one) => describe(resource, one));
    });
  });
  const resources = objects.reduce((sum, { judged }) => sum + judged.length, 0);
  return { results, problems: set.problems, policies: set.policies, resources };
}

/** Dockerfiles and files of components are no objects that policies judge. */
function isObjectOfCluster({ apiVersion, object }: Resource): boolean {
  return apiVersion !== '' && object['metadata'] !== undefined;
}

function probeOf({ object }: Resource): Subject {
  return { object, operation: 'CREATE', subresource: '', namespaceLabels: {} };
}

interface Answer {
  readonly policy: CompiledPolicy;
  readonly result: RuleResult;
}

const LATER: readonly RuleType[] = ['verify-images', 'validate', 'generate', 'delete'];

function judgeOf(wish: ApplyWish, { resources, live }: ApplyEstate) {
  const { values, user } = wish;
  const inventory = createInventory(resources);
  const namespaces = inventory.ofType('Namespace').map(({ object }) => object);
  const lookups = lookupsFor(wish, inventory, live);
  const subjectFor = (policy: CompiledPolicy, object: JsonObject): Subject =>
    subjectOf(object, policy.name, values, { user, operation: undefined, namespaces });
  return ({ object }: Resource, policies: readonly CompiledPolicy[]): Answer[] => {
    const answers: Answer[] = [];
    let current = object;
    for (const policy of policies) {
      const results = policy.evaluate(subjectFor(policy, current), 'mutate', lookups);
      current = results.findLast(({ patched }) => patched)?.patched ?? current;
      answers.push(...results.map((result) => ({ policy, result })));
    }
    const admitted = live ? current : withDefaults(current);
    for (const policy of policies) {
      const subject = subjectFor(policy, admitted);
      for (const type of LATER)
        answers.push(...policy.evaluate(subject, type, lookups).map((result) => ({ policy, result })));
    }
    return answers;
  };
}

function lookupsFor({ set, values, now, random }: ApplyWish, inventory: Inventory, live: boolean): Lookups {
  const beside = createInventory(set.others);
  return {
    ...lookupsIn({ inventory, beside, complete: live, now: now() }),
    mocked: (policy, rule) => values.mocked(policy, rule),
    now,
    random,
  };
}

function createDescriber({ set, auditWarns }: ApplyWish, documents: ReadonlyMap<CompiledPolicy, BundledPolicy>) {
  const others = set.others.map(({ object }) => object);
  const known = new Map<CompiledPolicy, PolicyFacts>();
  return (resource: Resource, { policy, result }: Answer): Applied => {
    const bundled = documents.get(policy)!;
    let facts = known.get(policy);
    if (!facts) known.set(policy, (facts = factsOf(bundled.document)));
    const action = actionOf(bundled.document, result.rule, resource.namespace, result.actions, others);
    return {
      ...result,
      status: statusOf(result, policy.warns || action === 'warn' || (auditWarns && action === 'audit')),
      policy: bundled,
      facts,
      severity: severityOf(facts, action),
      action,
      resource,
      place: resource.origin.locate(result.path ?? []),
    };
  };
}

/** That a policy does not delete an object is no failure of the object. */
function statusOf({ status, type }: RuleResult, warns: boolean): Status {
  if (status !== 'fail') return status;
  if (type === 'delete') return 'skip';
  return warns ? 'warn' : 'fail';
}
