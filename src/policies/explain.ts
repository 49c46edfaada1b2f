import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Severity } from '../model/severity.ts';
import { variantsOf } from '../policy/cel/autogen.ts';
import { actionOf, factsOf, severityOf, type Action } from '../policy/facts.ts';
import { withAutogen } from '../policy/kyverno/autogen.ts';
import { needsOf, type Need, type NeedKind } from '../policy/needs.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import { costOf, type CostExplanation } from './explain-cost.ts';
import { compiledParts, bodyOf } from './explain-parts.ts';
import type { FileObject } from './documents.ts';
import type { LoadedSet } from './policy-set.ts';

/** What a policy is, does and needs. */
export interface PolicyExplanation {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  /** Whether it also judges what is there already. */
  readonly background: boolean;
  readonly rules: readonly RuleExplanation[];
}

export interface RuleExplanation {
  /** '' where the policy is its own rule. */
  readonly name: string;
  readonly line: number;
  /** `validate pattern`, `mutate foreach`. */
  readonly body: string;
  readonly action: Action | undefined;
  /** One text for each filter; an object needs to satisfy one of them, unless they say otherwise. */
  readonly matches: readonly string[];
  readonly excludes: readonly string[];
  /** What was compiled: `2 CEL expressions`. */
  readonly compiled: readonly string[];
  readonly autogen: readonly { readonly name: string; readonly kinds: readonly string[] }[];
  readonly lookups: readonly { readonly kind: NeedKind; readonly what: string; readonly line: number }[];
  /** Of expressions in CEL; undefined where nobody knows. */
  readonly cost: CostExplanation | undefined;
  /** Why it cannot be evaluated here, or not without more; empty where it can. */
  readonly obstacles: readonly string[];
}

/** Explains each policy of a set. */
export function explainPolicies({ policies, files, others }: LoadedSet): PolicyExplanation[] {
  const beside = others.map(({ object }) => object);
  return policies.flatMap(({ policy, document }) => {
    const source = files.get(document);
    if (!source) return [];
    const facts = factsOf(document);
    const rules = rulesOf(document, source, beside);
    return [
      {
        kind: policy.kind,
        name: policy.name,
        namespace: policy.namespace,
        file: source.file,
        line: source.placeOf(['metadata', 'name']).line,
        title: facts.title,
        description: facts.description,
        severity: severityOf(facts, rules[0]?.action ?? 'audit'),
        background: isInBackground(document),
        rules,
      },
    ];
  });
}

function isInBackground(document: JsonObject): boolean {
  const spec = document['spec'];
  return at(spec, 'background') !== false && at(spec, 'evaluation', 'background', 'enabled') !== false;
}

function rulesOf(document: JsonObject, source: FileObject, beside: readonly JsonObject[]): RuleExplanation[] {
  const needs = needsOf(document);
  const rules = at(document, 'spec', 'rules');
  if (!Array.isArray(rules)) return [wholeRule(document, source, needs, beside)];
  const added = withAutogen(document);
  return rules.map((item, i): RuleExplanation => {
    const rule = asObject(item);
    const path: Path = ['spec', 'rules', i];
    const own = needs.filter(({ path: where }) => where[2] === i);
    const name = asString(rule['name']) ?? '';
    const body = bodyOf(rule);
    const autogen = added
      .filter(({ rule: one, index }) => index === i && one['name'] !== rule['name'])
      .map(({ rule: one }) => ({ name: asString(one['name']) ?? '', kinds: kindsOf(one['match']) }));
    return {
      name,
      line: source.placeOf([...path, 'name']).line,
      body,
      action: /^(?:validate|verifyImages)/.test(body) ? actionOf(document, name, '', [], beside) : undefined,
      matches: filterTexts(rule['match']),
      excludes: filterTexts(rule['exclude']),
      compiled: compiledParts(rule),
      autogen,
      lookups: own.map(({ kind, what, path: where }) => ({ kind, what, line: source.placeOf(where).line })),
      cost: undefined,
      obstacles: obstaclesOf(document, own),
    };
  });
}

/** A policy without named rules: of the CEL kinds, or one that cleans up. */
function wholeRule(
  document: JsonObject,
  source: FileObject,
  needs: readonly Need[],
  beside: readonly JsonObject[],
): RuleExplanation {
  const spec = asObject(document['spec']);
  const constraints = asObject(spec['matchConstraints']);
  const isCel = spec['matchConstraints'] !== undefined;
  const variants =
    isCel && asString(document['apiVersion'])?.startsWith('policies.kyverno.io/') ? variantsOf(spec) : [];
  const body = bodyOf(spec);
  return {
    name: '',
    line: source.placeOf(['spec']).line,
    body,
    action: body.startsWith('validations') ? actionOf(document, '', '', [], beside) : undefined,
    matches: isCel ? constraintTexts(constraints) : [...kindTexts(spec['match']), ...filterTexts(spec['match'])],
    excludes: isCel ? asList(constraints['excludeResourceRules']).map(resourceRuleText) : filterTexts(spec['exclude']),
    compiled: compiledParts(spec),
    autogen: [...Map.groupBy(variants.slice(1), ({ name }) => name)].map(([name, group]) => ({
      name,
      kinds: group.flatMap((one) => asStrings(at(one.spec, 'matchConstraints', 'resourceRules', 0, 'resources'))),
    })),
    lookups: needs.map(({ kind, what, path }) => ({ kind, what, line: source.placeOf(path).line })),
    cost: isCel ? costOf(spec) : undefined,
    obstacles: obstaclesOf(document, needs),
  };
}

/** What answers each sort of lookup, where that is not the objects that are given. */
const OBSTACLES: Readonly<Partial<Record<NeedKind, string>>> = {
  'image registry': 'registries are not asked: image data comes from tests alone',
  'service call': 'other services are not called: answers come from values and tests alone',
  signatures: 'signatures of images are not verified here',
};

function obstaclesOf(document: JsonObject, needs: readonly Need[]): string[] {
  const mode = asString(at(document, 'spec', 'evaluation', 'mode')) ?? 'Kubernetes';
  const payload = mode === 'Kubernetes' ? [] : [`it judges ${mode} payloads, which only tests have`];
  return [...payload, ...new Set(needs.flatMap(({ kind }) => OBSTACLES[kind] ?? []))];
}

function kindsOf(match: Json | undefined): string[] {
  return [...new Set(blocksOf(match).flatMap((block) => asStrings(at(block, 'resources', 'kinds'))))];
}

function blocksOf(match: Json | undefined): JsonObject[] {
  const block = asObject(match);
  const listed = [...asList(block['any']), ...asList(block['all'])].map(asObject);
  return listed.length > 0 ? listed : [block];
}

function filterTexts(match: Json | undefined): string[] {
  if (!isObject(match)) return [];
  const texts = blocksOf(match)
    .map(filterText)
    .filter((text) => text !== '');
  return asList(match['all']).length > 1 ? [texts.join(', and also ')] : texts;
}

/** What a filter may ask for, in the order in which people read it. */
const ASKED: readonly (readonly [key: string, words: (value: Json) => string])[] = [
  ['kinds', (value) => asStrings(value).join(', ')],
  ['operations', (value) => `on ${asStrings(value).join(', ')}`],
  ['name', (value) => `named ${asString(value) ?? ''}`],
  ['names', (value) => `named ${asStrings(value).join(', ')}`],
  ['namespaces', (value) => `in namespaces ${asStrings(value).join(', ')}`],
  ['selector', (value) => `with labels ${selectorText(value)}`],
  ['namespaceSelector', (value) => `in namespaces with labels ${selectorText(value)}`],
  ['annotations', (value) => `with annotations ${pairs(value)}`],
];

function filterText(block: JsonObject): string {
  const resources = asObject(block['resources']);
  const asked = ASKED.flatMap(([key, words]) => (resources[key] === undefined ? [] : [words(resources[key] ?? null)]));
  const users = ['roles', 'clusterRoles'].flatMap((key) =>
    asStrings(block[key]).map((name) => `by ${key === 'roles' ? 'role' : 'cluster role'} ${name}`),
  );
  const subjects = asList(block['subjects']).map(
    (one) => `by ${asString(at(one, 'kind')) ?? ''} ${asString(at(one, 'name')) ?? ''}`,
  );
  return [...asked, ...users, ...subjects].filter((text) => text !== '').join(' ');
}

function pairs(value: Json): string {
  return Object.entries(asObject(value))
    .map(([key, text]) => `${key}=${asString(text) ?? ''}`)
    .join(', ');
}

function selectorText(selector: Json): string {
  const expressions = asList(at(selector, 'matchExpressions')).map((one) => {
    const { key, operator, values } = asObject(one);
    return [asString(key), asString(operator), asStrings(values).join('/')].filter(Boolean).join(' ');
  });
  return [pairs(at(selector, 'matchLabels') ?? null), ...expressions].filter((text) => text !== '').join(', ');
}

function constraintTexts(constraints: JsonObject): string[] {
  const more = [
    ['namespaceSelector', 'in namespaces with labels'] as const,
    ['objectSelector', 'with labels'] as const,
  ].flatMap(([key, words]) => {
    const text = selectorText(constraints[key] ?? null);
    return text === '' ? [] : [`${words} ${text}`];
  });
  return asList(constraints['resourceRules']).map((rule) => [resourceRuleText(rule), ...more].join(' '));
}

/** What a constraint of Gatekeeper matches. */
function kindTexts(match: Json | undefined): string[] {
  return asList(at(match, 'kinds')).map((one) => {
    const groups = asStrings(at(one, 'apiGroups')).map((group) => group || 'core');
    return `${asStrings(at(one, 'kinds')).join(', ')} of ${groups.join(', ')}`;
  });
}

function resourceRuleText(value: Json): string {
  const rule = asObject(value);
  const groups = asStrings(rule['apiGroups']).map((group) => (group === '' ? 'core' : group));
  const operations = asStrings(rule['operations']);
  const names = asStrings(rule['resourceNames']);
  const on = operations.length > 0 ? ` on ${operations.join(', ')}` : '';
  const named = names.length > 0 ? ` named ${names.join(', ')}` : '';
  return `${asStrings(rule['resources']).join(', ')} of ${groups.join(', ')}${on}${named}`;
}
