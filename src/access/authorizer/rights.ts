import type { OwnedRule } from '../aggregation.ts';
import type { Authorizer, Reason } from './authorizer.ts';
import type { User } from './users.ts';

/** One thing that a user may do, whichever rules say so. */
export interface Right {
  /** '' for the whole cluster. */
  readonly namespace: string;
  readonly verbs: readonly string[];
  /** `secrets`, `deployments.apps/scale`, `*.*`, or a path. */
  readonly resource: string;
  /** Names of the objects that it is about; every object where empty. */
  readonly names: readonly string[];
  readonly reasons: readonly Reason[];
}

/** Everything that a user may do: one entry for each resource in each scope, the whole cluster first, then by name. */
export function rightsOf(authorizer: Authorizer, user: User): Right[] {
  const rights = new Map<string, Draft>();
  for (const { given, subject } of authorizer.given(user)) {
    for (const owned of given.known.index.rules) {
      for (const resource of resourcesOf(owned, given.namespace)) {
        add(rights, given.namespace, resource, { given, subject, owned });
      }
    }
  }
  return [...rights.values()].map(finish).sort(byScopeAndName);
}

interface Draft {
  readonly namespace: string;
  readonly resource: string;
  readonly names: readonly string[];
  readonly verbs: Set<string>;
  readonly reasons: Reason[];
}

function add(rights: Map<string, Draft>, namespace: string, resource: string, reason: Reason): void {
  const { rule } = reason.owned;
  const names = resource.startsWith('/') ? [] : [...new Set(rule.names)].sort();
  const key = JSON.stringify([namespace, resource, names]);
  let draft = rights.get(key);
  if (!draft) rights.set(key, (draft = { namespace, resource, names, verbs: new Set(), reasons: [] }));
  for (const verb of rule.verbs) draft.verbs.add(verb);
  draft.reasons.push(reason);
}

/** A rule on paths counts only where the whole cluster is given. */
function resourcesOf({ rule }: OwnedRule, namespace: string): string[] {
  const urls = namespace === '' ? rule.urls.map((url) => (url.startsWith('/') ? url : `/${url}`)) : [];
  return [...rule.groups.flatMap((group) => rule.resources.map((resource) => written(resource, group))), ...urls];
}

/** As kubectl writes it: `deployments.apps/scale`. */
function written(resource: string, group: string): string {
  if (!group) return resource;
  const [base = '', ...rest] = resource.split('/');
  return [`${base}.${group}`, ...rest].join('/');
}

const VERBS = ['*', 'get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

function finish({ verbs, ...rest }: Draft): Right {
  const all = verbs.has('*') ? ['*'] : [...verbs].sort((a, b) => rank(a) - rank(b) || compare(a, b));
  return { ...rest, verbs: all };
}

function rank(verb: string): number {
  const index = VERBS.indexOf(verb);
  return index < 0 ? VERBS.length : index;
}

function byScopeAndName(a: Right, b: Right): number {
  return (
    compare(a.namespace, b.namespace) || compare(a.resource, b.resource) || compare(a.names.join(), b.names.join())
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
