import type { OwnedRule } from '../aggregation.ts';
import {
  combinedResource,
  isUrlRequest,
  type AccessRequest,
  type ResourceRequest,
  type UrlRequest,
} from './request.ts';

/** The rules of one role, found by verb; each resource by hash. */
export interface RuleIndex {
  readonly rules: readonly OwnedRule[];
  /** Rules of a verb, those of every verb among them, in the order of the role. */
  readonly byVerb: ReadonlyMap<string, readonly IndexedRule[]>;
  /** Rules of every verb: what verbs get that no rule names. */
  readonly anyVerb: readonly IndexedRule[];
}

interface IndexedRule {
  readonly owned: OwnedRule;
  readonly groups: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
  /** Empty where every object is meant. */
  readonly names: ReadonlySet<string>;
  readonly anyGroup: boolean;
  readonly anyResource: boolean;
}

/** A request with what its match needs computed once. */
export interface Question {
  readonly request: AccessRequest;
  /** `pods/exec`, and `*` before a slash for rules on that subresource of everything; '' where there is none. */
  readonly resource: string;
  readonly wildcard: string;
}

export function indexRules(rules: readonly OwnedRule[]): RuleIndex {
  const indexed = rules.map(indexRule);
  const verbs = new Set(rules.flatMap(({ rule }) => rule.verbs));
  const ofVerb = (verb: string) =>
    indexed.filter(({ owned }) => owned.rule.verbs.includes(verb) || owned.rule.verbs.includes('*'));
  return {
    rules,
    byVerb: new Map([...verbs].map((verb) => [verb, ofVerb(verb)])),
    anyVerb: ofVerb('*'),
  };
}

function indexRule(owned: OwnedRule): IndexedRule {
  const { groups, resources, names } = owned.rule;
  return {
    owned,
    groups: new Set(groups),
    resources: new Set(resources),
    names: new Set(names),
    anyGroup: groups.includes('*'),
    anyResource: resources.includes('*'),
  };
}

export function questionOf(request: AccessRequest): Question {
  if (isUrlRequest(request)) return { request, resource: '', wildcard: '' };
  const { subresource } = request;
  return { request, resource: combinedResource(request), wildcard: subresource ? `*/${subresource}` : '' };
}

/** Whether a role's rules allow a request. */
export function rulesAllow(index: RuleIndex, question: Question): boolean {
  return firstMatch(index, question) !== undefined;
}

/** The first rule that allows a request, as `VisitRulesFor` finds it. */
export function firstMatch(index: RuleIndex, question: Question): OwnedRule | undefined {
  return candidates(index, question).find((rule) => ruleAllows(rule, question))?.owned;
}

/** Every rule that allows a request. */
export function allMatches(index: RuleIndex, question: Question): OwnedRule[] {
  return candidates(index, question)
    .filter((rule) => ruleAllows(rule, question))
    .map(({ owned }) => owned);
}

function candidates(index: RuleIndex, { request }: Question): readonly IndexedRule[] {
  return index.byVerb.get(request.verb) ?? index.anyVerb;
}

/** `rbac.RuleAllows` of Kubernetes (plugin/pkg/auth/authorizer/rbac), past the verb. */
function ruleAllows(rule: IndexedRule, question: Question): boolean {
  const { request } = question;
  return isUrlRequest(request) ? urlMatches(rule, request) : resourceMatches(rule, request, question);
}

/** `APIGroupMatches`, `ResourceMatches`, `ResourceNameMatches` (pkg/apis/rbac/v1/evaluation_helpers.go). */
function resourceMatches(rule: IndexedRule, request: ResourceRequest, { resource, wildcard }: Question): boolean {
  return (
    (rule.anyResource || rule.resources.has(resource) || (wildcard !== '' && rule.resources.has(wildcard))) &&
    (rule.anyGroup || rule.groups.has(request.group)) &&
    (rule.names.size === 0 || rule.names.has(request.name))
  );
}

/** `NonResourceURLMatches`: all asterisks at the end count as one. */
function urlMatches({ owned }: IndexedRule, { url }: UrlRequest): boolean {
  return owned.rule.urls.some((own) => own === '*' || own === url || (own.endsWith('*') && url.startsWith(stem(own))));
}

function stem(pattern: string): string {
  let end = pattern.length;
  while (end > 0 && pattern[end - 1] === '*') end--;
  return pattern.slice(0, end);
}
