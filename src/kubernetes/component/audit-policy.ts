import type { Json, JsonObject, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, asStrings, at } from '../../std/value.ts';
import { groupOf } from '../kinds.ts';

/** A kind of request that an audit trail should show. */
export interface Request {
  readonly title: string;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
}

/** How a policy treats a request of just anybody: the rule that decides, or none. */
export interface Treatment {
  readonly level: string;
  readonly path: Path;
}

export function isAuditPolicy(resource: Resource): boolean {
  return groupOf(resource.apiVersion) === 'audit.k8s.io';
}

/**
 * The first rule that speaks of the request, as the API server reads policies. Rules for some users, groups or namespaces are
 * exemptions that leave the rest of the requests open, so they do not decide. `named`: only rules that name the resource count.
 */
export function treatmentOf(policy: JsonObject, request: Request, named = false): Treatment | undefined {
  for (const [i, rule] of asList(policy['rules']).entries()) {
    if (!speaksOf(asObject(rule), request, named)) continue;
    return { level: asString(at(rule, 'level')) ?? 'None', path: ['rules', i, 'level'] };
  }
  return undefined;
}

function speaksOf(rule: JsonObject, request: Request, named: boolean): boolean {
  const limits = ['users', 'userGroups', 'namespaces'].some((key) => asList(rule[key]).length > 0);
  const verbs = asStrings(rule['verbs']);
  if (limits || (verbs.length > 0 && !verbs.includes(request.verb))) return false;
  const resources = asList(rule['resources']);
  if (resources.length === 0) return !named && asList(rule['nonResourceURLs']).length === 0;
  return resources.some((entry) => names(entry, request, named));
}

/** A resource named outright counts under any group: that the group is wrong is another finding. */
function names(entry: Json, { group, resource }: Request, named: boolean): boolean {
  if (asList(at(entry, 'resourceNames')).length > 0) return false;
  const listed = asStrings(at(entry, 'resources'));
  if (listed.includes(resource) || named) return listed.includes(resource);
  const [parent = '', sub] = resource.split('/');
  const wildcards = sub === undefined ? ['*'] : ['*', `${parent}/*`, `*/${sub}`];
  const sameGroup = (asString(at(entry, 'group')) ?? '') === group;
  return sameGroup && (listed.length === 0 || wildcards.some((wildcard) => listed.includes(wildcard)));
}
