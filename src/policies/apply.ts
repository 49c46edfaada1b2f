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
import { createSubjects, LATER, stepsOf, type Answer } from './judge.ts';
import { mutated } from './mutations.ts';
import { answersInNamespace, asWritten, inNamespace } from './namespace.ts';
import { createUnknownLabels, namespaceOf, withNameLabel, type UnknownLabels } from './namespace-labels.ts';
import type { LoadedSet } from './policy-set.ts';
import { namespacesIn, subjectOf, type Values } from './values.ts';

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
  /** Which results somebody will look at; the others are only counted. All of them, if it is not said. */
  readonly wanted?: (status: Status) => boolean;
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
}

export interface ApplyReport {
  /** Those that are wanted. */
  readonly results: readonly Applied[];
  /** How many there are of each status, wanted or not. */
  readonly counts: ReadonlyMap<Status, number>;
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
  const unknown = createUnknownLabels(set);
  const objects = estates.map((estate) => ({
    judge: judgeOf(wish, estate, unknown),
    judged: estate.resources.filter((one) => isObjectOfCluster(one) && !estate.shipped.has(one)),
  }));
  const results: Applied[] = [];
  const counts = new Map<Status, number>();
  for (const { judge, judged } of objects) {
    for (const resource of judged) {
      const policies = plan.policiesFor(probeOf(resource, wish.values));
      if (policies.length === 0) continue;
      for (const answer of judge(resource, policies)) {
        const { status, tell } = describe(resource, answer);
        counts.set(status, (counts.get(status) ?? 0) + 1);
        if (wish.wanted?.(status) ?? true) results.push(tell());
      }
    }
  }
  const resources = objects.reduce((sum, { judged }) => sum + judged.length, 0);
  const problems = [...set.problems, ...unknown.problems()];
  return { results, counts, problems, policies: set.policies, resources };
}

/** Dockerfiles and files of components are no objects that policies judge. */
function isObjectOfCluster({ apiVersion, object }: Resource): boolean {
  return apiVersion !== '' && object['metadata'] !== undefined;
}

function probeOf({ object, kind }: Resource, { subresources }: Values): Subject {
  const parent = subresources.find((one) => one.kind === kind)?.parent;
  return { object, operation: 'CREATE', subresource: '', namespaceLabels: {}, ...(parent && { parent }) };
}

const mutationsOf = remembered((policies: readonly CompiledPolicy[]) => stepsOf(policies, ['mutate']));
const judgementsOf = remembered((policies: readonly CompiledPolicy[]) => stepsOf(policies, LATER));

function judgeOf(wish: ApplyWish, { resources, live }: ApplyEstate, unknown: UnknownLabels) {
  const { values, user } = wish;
  const inventory = createInventory(resources);
  const namespaces = namespacesIn(inventory.ofType('Namespace').map(({ object }) => object));
  const isUnknown = (name: string) => name !== '' && !namespaces.has(name) && !values.namespaces.has(name);
  const lookups = lookupsFor(wish, inventory, live);
  const subjectFor = createSubjects(values, (policy, object) => {
    const subject = subjectOf(object, policy, values, { user, operation: undefined, namespaces });
    return live && !isUnknown(namespaceOf(object)) ? subject : withNameLabel(subject);
  });
  return ({ object, name }: Resource, policies: readonly CompiledPolicy[]): Answer[] => {
    const changes: Answer[] = [];
    const placed = live ? object : inNamespace(object, lookups);
    const isNoted = isUnknown(namespaceOf(placed));
    const evaluate = (policy: CompiledPolicy, type: RuleType, now: JsonObject): readonly RuleResult[] => {
      const subject = subjectFor(policy, now, name);
      const results = policy.evaluate(subject, type, lookups);
      if (isNoted) unknown.note(policy, subject, results, (other) => policy.evaluate(other, type, lookups));
      return results;
    };
    const current = mutated(placed, mutationsOf(policies), changes, (policy, now) => evaluate(policy, 'mutate', now));
    const answers = placed === object ? changes : changes.map((one) => asWrittenIn(one, object));
    const admitted = live ? current : withDefaults(current);
    for (const { policy, type } of judgementsOf(policies)) {
      for (const result of evaluate(policy, type, admitted)) answers.push({ policy, result });
    }
    return answers;
  };
}

function asWrittenIn({ policy, result }: Answer, object: JsonObject): Answer {
  return { policy, result: result.patched ? { ...result, patched: asWritten(result.patched, object) } : result };
}

function lookupsFor({ set, values, now, random }: ApplyWish, inventory: Inventory, live: boolean): Lookups {
  const beside = createInventory(set.others);
  const lookups = lookupsIn({ inventory, beside, complete: live, now: now() });
  return {
    ...(live ? lookups : answersInNamespace(lookups)),
    mocked: (policy, rule) => values.mocked(policy, rule),
    now,
    random,
  };
}

/** What came of a rule, and the whole of it for those who want it. */
interface Description {
  readonly status: Status;
  readonly tell: () => Applied;
}

type Describe = (resource: Resource, answer: Answer) => Description;

function createDescriber(
  { set, auditWarns }: ApplyWish,
  documents: ReadonlyMap<CompiledPolicy, BundledPolicy>,
): Describe {
  const others = set.others.map(({ object }) => object);
  const factsFor = remembered((policy: CompiledPolicy) => factsOf(documents.get(policy)!.document));
  const actionsFor = remembered((): Map<string, Map<string, Action>> => new Map());
  const actionFor = (policy: CompiledPolicy, { rule, actions }: RuleResult, namespace: string): Action => {
    const { document } = documents.get(policy)!;
    if (actions) return actionOf(document, rule, namespace, actions);
    const known = entryOf(actionsFor(policy), rule, () => new Map<string, Action>());
    return entryOf(known, namespace, () => actionOf(document, rule, namespace, [], others));
  };
  return (resource, { policy, result }) => {
    const action = actionFor(policy, result, resource.namespace);
    const status = statusOf(result, policy.warns || action === 'warn' || (auditWarns && action === 'audit'));
    const tell = (): Applied => {
      const facts = factsFor(policy);
      const severity = severityOf(facts, action);
      return { ...result, status, policy: documents.get(policy)!, facts, severity, action, resource };
    };
    return { status, tell };
  };
}

const startOf = remembered((resource: Resource) => resource.origin.locate([]));

/**
 * Where the object breaks the rule, else where it begins. To find it the text is read again: ask only for what is shown,
 * object by object.
 */
export function placeOf({ resource, path }: Pick<Applied, 'resource' | 'path'>): Place {
  return path ? resource.origin.locate(path) : startOf(resource);
}

function entryOf<V>(map: Map<string, V>, key: string, compute: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = compute()));
  return value;
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
