import type { Rule } from './roles.ts';

/** What a request to the API server asks for; `resource` with its subresource, `pods/exec`. */
export interface Request {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** Absent for requests that name no object: list, watch, create, deletecollection. */
  readonly name?: string;
}

/** Whether one rule allows a request, as the API server's RBAC authorizer decides (`rbac.RuleAllows`). */
export function allows(rule: Rule, request: Request): boolean {
  return (
    allowsVerb(rule, request.verb) &&
    allowsGroup(rule, request.group) &&
    allowsResource(rule, request.resource) &&
    (rule.names.length === 0 || (request.name !== undefined && rule.names.includes(request.name)))
  );
}

export function allowsVerb(rule: Rule, verb: string): boolean {
  return rule.verbs.includes('*') || rule.verbs.includes(verb);
}

export function allowsGroup(rule: Rule, group: string): boolean {
  return rule.groups.includes('*') || rule.groups.includes(group);
}

/**
 * `*` is every resource and subresource, and `*` before a slash every resource's subresource of that name.
 * `pods/*` is no wildcard: it names a subresource called `*`, which nothing serves.
 */
export function allowsResource(rule: Rule, resource: string): boolean {
  if (rule.resources.includes('*') || rule.resources.includes(resource)) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && rule.resources.includes(`*${resource.slice(slash)}`);
}

/** Whether one rule allows a request to a path that is no resource; a trailing `*` stands for any ending. */
export function allowsUrl(rule: Rule, verb: string, url: string): boolean {
  if (!allowsVerb(rule, verb)) return false;
  return rule.urls.some((own) => own === '*' || own === url || (own.endsWith('*') && url.startsWith(own.slice(0, -1))));
}

/**
 * Whether a rule is about every object rather than named ones. `resourceNames: ['*']` has no special meaning to the API
 * server, but whoever writes it means every object, so it counts as such.
 */
export function isUnrestricted(rule: Rule): boolean {
  return rule.names.length === 0 || rule.names.includes('*');
}

/** A set of rights, any of which is worth a word: any of the verbs on any of the resources in any of the groups. */
export interface Power {
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  /** `*` here asks for no particular group. */
  readonly groups: readonly string[];
}

/** The part of a power that a rule gives. */
export interface Grant {
  readonly rule: Rule;
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
}

/** What of a power a rule gives over any object of a kind, or undefined where it gives nothing. */
export function grantOf(rule: Rule, power: Power): Grant | undefined {
  if (!isUnrestricted(rule)) return undefined;
  return grantOfNamed(rule, power);
}

/** As `grantOf`, over whatever objects the rule is about. */
export function grantOfNamed(rule: Rule, power: Power): Grant | undefined {
  if (!power.groups.includes('*') && !power.groups.some((group) => allowsGroup(rule, group))) return undefined;
  if (!power.resources.some((resource) => allowsResource(rule, resource))) return undefined;
  const verbs = power.verbs.filter((verb) => allowsVerb(rule, verb));
  if (verbs.length === 0) return undefined;
  return { rule, verbs, resources: power.resources.filter((resource) => allowsResource(rule, resource)) };
}

/** The verbs of requests to resources that a list of rights must hold to hold them all. */
const ALL_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** Whether a rule gives everything in the API: every verb (or each by name) on every resource of every group. */
export function allowsEverything(rule: Rule): boolean {
  return (
    isUnrestricted(rule) &&
    rule.groups.includes('*') &&
    rule.resources.includes('*') &&
    ALL_VERBS.every((verb) => allowsVerb(rule, verb))
  );
}
