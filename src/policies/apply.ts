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
  const subjectFor = createSubjects((policy, object) =>
    subjectOf(object, policy, values, { user, operation: undefined, namespaces }),
  );
  return ({ object, name }: Resource, policies: readonly CompiledPolicy[]): Answer[] => {
    const answers: Answer[] = [];
    const hasOwn = (policy: CompiledPolicy) => Object.keys(values.ofResource(policy.name, name)).length > 0;
    let current = object;
    for (const policy of policies) {
      const results = policy.evaluate(subjectFor(policy, current, hasOwn(policy)), 'mutate', lookups);
      current = results.findLast(({ patched }) => patched)?.patched ?? current;
      answers.push(...results.map((result) => ({ policy, result })));
    }
    const admitted = live ? current : withDefaults(current);
    for (const policy of policies) {
      const subject = subjectFor(policy, admitted, hasOwn(policy));
      for (const type of LATER)
        answers.push(...policy.evaluate(subject, type, lookups).map((result) => ({ policy, result })));
    }
    return answers;
  };
}

/** Policies share the subject of an object, and what matching reads of it, but for those that have values of their own. */
function createSubjects(make: (policy: string, object: JsonObject) => Subject) {
  let last: { readonly object: JsonObject; readonly subject: Subject } | undefined;
  return (policy: CompiledPolicy, object: JsonObject, ownValues: boolean): Subject => {
    if (ownValues) return make(policy.name, object);
    if (last?.object !== object) last = { object, subject: make('', object) };
    return last.subject;
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

type Describe = (resource: Resource, answer: Answer) => Applied;

function createDescriber(
  { set, auditWarns }: ApplyWish,
  documents: ReadonlyMap<CompiledPolicy, BundledPolicy>,
): Describe {
  const others = set.others.map(({ object }) => object);
  const factsFor = remembered((policy: CompiledPolicy) => factsOf(documents.get(policy)!.document));
  const actionsFor = remembered(() => new Map<string, Action>());
  const startOf = remembered((resource: Resource) => resource.origin.locate([]));
  const actionFor = (policy: CompiledPolicy, { rule, actions }: RuleResult, namespace: string): Action => {
    const { document } = documents.get(policy)!;
    if (actions) return actionOf(document, rule, namespace, actions);
    const key = `${namespace} ${rule}`;
    const known = actionsFor(policy);
    let action = known.get(key);
    if (!action) known.set(key, (action = actionOf(document, rule, namespace, [], others)));
    return action;
  };
  return (resource, { policy, result }) => {
    const facts = factsFor(policy);
    const action = actionFor(policy, result, resource.namespace);
    return {
      ...result,
      status: statusOf(result, policy.warns || action === 'warn' || (auditWarns && action === 'audit')),
      policy: documents.get(policy)!,
      facts,
      severity: severityOf(facts, action),
      action,
      resource,
      place: result.path ? resource.origin.locate(result.path) : startOf(resource),
    };
  };
}

/** What is known of an object, worked out once. */
function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = compute(key)));
    return value;
  };
}

/** That a policy does not delete an object is no failure of the object. */
function statusOf({ status, type }: RuleResult, warns: boolean): Status {
  if (status !== 'fail') return status;
  if (type === 'delete') return 'skip';
  return warns ? 'warn' : 'fail';
}
