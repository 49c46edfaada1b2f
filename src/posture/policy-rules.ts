import { createInventory, type Inventory } from '../model/inventory.ts';
import { defineCheck, type Category, type Check, type Scope, type Violation } from '../model/check.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { actionOf, factsOf, isNamed, severityOf, type Action } from '../policy/facts.ts';
import { readsOf, typesOf } from '../policy/kinds.ts';
import { splitApiVersion } from '../policy/kyverno/match-kinds.ts';
import { needsOf } from '../policy/needs.ts';
import { tagsOf } from '../policy/target.ts';
import type { CompiledPolicy, Lookups, RuleResult, RuleType, Subject } from '../policy/types.ts';
import { asList, asObject, asString, at, isObject } from '../std/value.ts';
import { truncate } from '../std/text.ts';
import { CannotJudge } from './cannot-judge.ts';
import { lookupsIn } from './policy-lookups.ts';

/** A policy that is judged by, and the resource that holds it. */
export interface PolicyToJudgeBy {
  readonly policy: CompiledPolicy;
  readonly resource: Resource;
}

/** Policies of one run, and what lies among them. */
export interface PolicySet {
  readonly policies: readonly PolicyToJudgeBy[];
  /** Config maps, bindings, entries of the global context. */
  readonly others: readonly Resource[];
  /** An object of a file as the API server would hand it to policies, with its defaults. */
  readonly defaulted: (object: JsonObject) => JsonObject;
}

/** Where the findings of policies are described. */
export const POLICY_DOCS = 'https://github.com/castellan/castellan/blob/main/docs/policy.md#scan';

/**
 * A check for each rule of each policy that validates: `policy/<policy>/<rule>`, of policies without named rules
 * `policy/<policy>`. Policies of different kinds that share a name share a check.
 */
export function policyChecks({ policies, others, defaulted }: PolicySet): Check[] {
  const beside = createInventory(others);
  const bindings = others.map(({ object }) => object);
  const subjects = createSubjects(defaulted);
  const rules = policies
    .filter(({ policy }) => policy.payload === undefined && (policy.rules.length > 0 || !MAKERS.test(policy.kind)))
    .flatMap((one) => rulesOf(one, bindings, judgeBy(one, beside, subjects)));
  return [...Map.groupBy(rules, ({ id }) => id).values()].map(checkOf);
}

/** Kinds whose policies change, make or delete objects, or define what others judge by. */
const MAKERS =
  /^(?:Namespaced)?(?:Mutating|Generating|Deleting)|CleanupPolicy$|^Assign|^ModifySet$|^ConstraintTemplate$/;

/** One rule of a policy. */
interface Rule {
  readonly id: string;
  /** '' where the policy has no named rules. */
  readonly name: string;
  readonly by: PolicyToJudgeBy;
  readonly judge: Judge;
  readonly bindings: readonly JsonObject[];
}

/** The id of a rule as findings, exceptions and the config have it. */
export function policyRuleId({ name, namespace }: CompiledPolicy, rule: string): string {
  return ['policy', namespace, name, rule].filter((part) => part !== '').join('/');
}

function rulesOf(by: PolicyToJudgeBy, bindings: readonly JsonObject[], judge: Judge): Rule[] {
  const { policy, resource } = by;
  const written = asList(at(resource.object, 'spec', 'rules')).map(asObject);
  const names = policy.rules.length === 0 ? [''] : policy.rules.filter((_, i) => validates(written[i] ?? {}));
  return names.map((name) => ({ id: policyRuleId(policy, name), name, by, judge, bindings }));
}

function validates(rule: JsonObject): boolean {
  return rule['validate'] !== undefined || rule['verifyImages'] !== undefined;
}

function checkOf(rules: readonly Rule[]): Check {
  const first = rules[0]!;
  const { policy, resource } = first.by;
  const facts = factsOf(resource.object);
  const types = rules.map(({ by }) => typesToSee(by));
  return defineCheck({
    id: first.id,
    title: facts.title || `Breaks the policy ${policy.name}`,
    severity: severityOf(facts, actionOf(resource.object, first.name, '', [], first.bindings)),
    category: categoryOf(facts.category),
    profile: 'recommended',
    why: facts.description || `The policy ${policy.name} demands it.`,
    remedy: remedyOf(first),
    references: [],
    docs: POLICY_DOCS,
    reads: rules.flatMap(({ by }) => readsOf(by.policy, by.resource.object)),
    types: types.includes('*') ? '*' : [...new Set(types.flat())],
    applies: rules.length === 1 ? first.judge.applies : (one) => rules.some(({ judge }) => judge.applies(one)),
    find: (one, scope) => violations(rules, one, scope),
  });
}

/** What the policy is about, and what it looks up: a cluster is asked for both. */
function typesToSee({ policy, resource }: PolicyToJudgeBy): readonly string[] | '*' {
  const types = typesOf(policy, resource.object);
  return types === '*' ? types : [...types, ...needsOf(resource.object).flatMap((need) => need.types)];
}

function violations(rules: readonly Rule[], resource: Resource, scope: Scope): readonly Violation[] {
  const found: Violation[] = [];
  let failure: string | undefined;
  for (const rule of rules) {
    for (const result of rule.judge.results(resource, scope)) {
      if (rule.name !== '' && !isNamed(rule.name, result.rule)) continue;
      if (result.status === 'fail' || result.status === 'warn') found.push(violationOf(rule, resource, result));
      else if (result.status === 'error' && !isProblem(rule.by.policy, result)) failure ??= result.message;
    }
  }
  if (failure === undefined) return found;
  throw new CannotJudge(`${rules[0]?.id ?? ''} cannot be evaluated: ${brief(failure)}`, HINT, found);
}

/** What keeps a rule from being evaluated on any object is told of the policy, once. */
function isProblem({ problems = [] }: CompiledPolicy, { message }: RuleResult): boolean {
  return problems.some((problem) => problem.message === message);
}

/** Expressions may fill many lines. */
function brief(text: string): string {
  return truncate(text.replaceAll(/\s+/g, ' '), 300);
}

const HINT =
  'Give the objects that the policy looks up, or take the policy out: `castellan policy explain` tells what it needs.';

const SAID: Readonly<Record<Action, string>> = {
  enforce: 'refuses the object',
  warn: 'warns of it',
  audit: 'reports it',
};

function violationOf({ by, name, bindings }: Rule, resource: Resource, result: RuleResult): Violation {
  const { policy, resource: source } = by;
  const action = policy.warns ? 'warn' : actionOf(source.object, name, resource.namespace, result.actions, bindings);
  const facts = factsOf(source.object);
  const index = policy.rules.indexOf(name);
  return {
    path: result.path ?? [],
    message: spoken(result),
    severity: severityOf(facts, action),
    evidence: [
      {
        resource: source,
        path: index < 0 ? ['metadata', 'name'] : ['spec', 'rules', index, 'name'],
        note: `${SAID[action]} (${action})`,
      },
    ],
  };
}

/** The rule's own words, without what the place says already. */
export function spoken({ message, rule }: RuleResult): string {
  const text = message.replaceAll(/\s+/g, ' ').replace(/^(?:validation (?:failure|error): )+/, '');
  const at = text.indexOf(`rule ${rule}`);
  const said = (at > 0 ? text.slice(0, at) : text)
    .replace(/(?:validation failure: )?validation error:? ?$/, '')
    .trim()
    .replace(/[.:;]+$/, '');
  return said === '' ? `the rule ${rule} is not satisfied` : said;
}

/** The message of a rule says what it wants; one with variables cannot be told without an object. */
function remedyOf({ name, by: { policy, resource } }: Rule): string {
  const rule = asList(at(resource.object, 'spec', 'rules'))
    .map(asObject)
    .find((one) => one['name'] === name);
  const message = asString(at(rule, 'validate', 'message'))
    ?.replaceAll(/\s+/g, ' ')
    .trim();
  if (message && !message.includes('{{')) return message;
  return `Change the object so that the policy ${policy.name} is satisfied.`;
}

/** Words of `policies.kyverno.io/category` that tell what a policy is about. */
const CATEGORIES: readonly (readonly [RegExp, Category])[] = [
  [/pod security|psp|workload/i, 'pod'],
  [/rbac|access|tenan/i, 'access'],
  [/network|ingress|istio|linkerd|traffic|mesh/i, 'network'],
  [/image|supply|sigstore|cosign/i, 'image'],
  [/secret|cert|vault/i, 'secrets'],
  [/resource|quota|cost/i, 'resources'],
  [/availab|reliab|velero/i, 'reliability'],
];

function categoryOf(said: string): Category {
  return CATEGORIES.find(([words]) => words.test(said))?.[1] ?? 'hygiene';
}

/** What one policy says of resources, for all of its rules at once. */
interface Judge {
  readonly applies: (resource: Resource) => boolean;
  readonly results: (resource: Resource, scope: Scope) => readonly RuleResult[];
}

const TYPES: readonly RuleType[] = ['validate', 'verify-images'];
/** Objects of policy engines themselves are judged by no policy. */
const OWN_GROUPS: ReadonlySet<string> = new Set([
  'kyverno.io',
  'policies.kyverno.io',
  'reports.kyverno.io',
  'wgpolicyk8s.io',
  'openreports.io',
  'cli.kyverno.io',
  'templates.gatekeeper.sh',
  'constraints.gatekeeper.sh',
  'mutations.gatekeeper.sh',
  'config.gatekeeper.sh',
]);

function judgeBy({ policy, resource: source }: PolicyToJudgeBy, beside: Inventory, subjects: Subjects): Judge {
  const document = source.object;
  const isAsking = needsOf(document).length > 0;
  const readsNamespace = /"namespaceSelector"|namespaceObject/.test(JSON.stringify(document['spec'] ?? null));
  const isOfAdmissionAlone = isForAdmissionAlone(document);
  const matched = new Map<string, boolean>();
  let last: { readonly resource: Resource; readonly scope: Scope; readonly results: readonly RuleResult[] } | undefined;
  return {
    applies(resource) {
      if (isOfAdmissionAlone && resource.origin.live) return false;
      const key = `${resource.apiVersion} ${resource.kind}`;
      let may = matched.get(key);
      if (may === undefined) matched.set(key, (may = mayJudge(policy, resource)));
      return may && isObject(resource.object['metadata']);
    },
    results(resource, scope) {
      const { inventory } = scope;
      if (isAsking) void inventory.resources;
      const namespace = readsNamespace ? inventory.find('Namespace', '', resource.namespace || 'default') : undefined;
      if (last?.resource !== resource || last.scope !== scope) {
        const subject = subjects(resource, namespace);
        const lookups = lookupsFor(scope, beside, Boolean(resource.origin.live));
        last = { resource, scope, results: TYPES.flatMap((type) => policy.evaluate(subject, type, lookups)) };
      }
      return last.results;
    },
  };
}

function mayJudge(policy: CompiledPolicy, { apiVersion, kind }: Resource): boolean {
  const [group, version] = splitApiVersion(apiVersion);
  return apiVersion !== '' && !OWN_GROUPS.has(group) && policy.mayMatch(group, version, kind, '');
}

/** `background: false`: the policy is about requests, and says nothing of what is there already. */
function isForAdmissionAlone(document: JsonObject): boolean {
  const spec = document['spec'];
  return at(spec, 'background') === false || at(spec, 'evaluation', 'background', 'enabled') === false;
}

/** Resources as policies see them; what matching reads of one is shared by all policies. */
type Subjects = (resource: Resource, namespace: Resource | undefined) => Subject;

function createSubjects(defaulted: PolicySet['defaulted']): Subjects {
  const plain = new WeakMap<Resource, Subject>();
  return (resource, namespace) => {
    let subject = plain.get(resource);
    if (!subject) {
      const object = resource.origin.live ? resource.object : defaulted(resource.object);
      plain.set(resource, (subject = { object, operation: 'CREATE', subresource: '', namespaceLabels: {} }));
    }
    if (!namespace) return subject;
    const namespaceLabels = tagsOf(at(namespace.object, 'metadata', 'labels') ?? {});
    return { ...subject, namespaceLabels, namespaceObject: namespace.object };
  };
}

const known = new WeakMap<Inventory, WeakMap<Inventory, Map<string, Lookups>>>();

/** Policies share the answers of one world; objects of files know less of it than those of a cluster. */
function lookupsFor({ inventory, today }: Scope, beside: Inventory, live: boolean): Lookups {
  const worlds = known.get(inventory) ?? new WeakMap<Inventory, Map<string, Lookups>>();
  known.set(inventory, worlds);
  const lookups = worlds.get(beside) ?? new Map<string, Lookups>();
  worlds.set(beside, lookups);
  const key = `${today} ${live}`;
  const found =
    lookups.get(key) ?? lookupsIn({ inventory, beside, complete: live, now: Date.parse(`${today}T00:00:00Z`) });
  lookups.set(key, found);
  return found;
}
