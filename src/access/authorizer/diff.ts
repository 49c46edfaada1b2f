import type { Authorizer } from './authorizer.ts';
import { type Right, rightsOf } from './rights.ts';
import type { AccessRequest } from './request.ts';
import { accountUser, splitAccountName, type User, userNamed } from './users.ts';
import type { GivenSubject } from './given.ts';

/** What one subject of bindings gains and loses between two states of a cluster. */
export interface AccessChange {
  readonly kind: GivenSubject['kind'];
  readonly name: string;
  readonly gained: readonly Right[];
  readonly lost: readonly Right[];
}

/**
 * Compares what bindings give to each subject that they name. A right that comes by another binding, by a group or within a
 * wildcard is neither gained nor lost. In order of names, users first.
 */
export function diffAccess(before: Authorizer, after: Authorizer): AccessChange[] {
  const subjects = new Map<string, Pick<GivenSubject, 'kind' | 'name'>>();
  for (const { subjects: own } of [...before.table.given, ...after.table.given]) {
    for (const { kind, name } of own) subjects.set(`${kind === 'user' ? 0 : 1}${name}`, { kind, name });
  }
  return [...subjects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { kind, name }]) => ({
      kind,
      name,
      gained: newRights(after, before, kind, name),
      lost: newRights(before, after, kind, name),
    }))
    .filter(({ gained, lost }) => gained.length > 0 || lost.length > 0);
}

/** Rights that bindings give to a subject by its own name here and that it does not have there. */
function newRights(here: Authorizer, there: Authorizer, kind: GivenSubject['kind'], name: string): Right[] {
  const named: User = kind === 'user' ? { name, groups: [] } : { name: '', groups: [name] };
  const whole = kind === 'user' ? effectiveUser(name) : named;
  return rightsOf(here, named).flatMap((right) => {
    const verbs = right.verbs.filter((verb) => !requestsOf(right, verb).every((one) => there.can(whole, one)));
    return verbs.length > 0 ? [{ ...right, verbs }] : [];
  });
}

function effectiveUser(name: string): User {
  const account = splitAccountName(name);
  return account ? accountUser(account.namespace, account.name) : userNamed(name);
}

/** A right as the requests that ask for all of it: a wildcard asks for itself, which only a wildcard allows. */
function requestsOf({ namespace, resource, names }: Right, verb: string): AccessRequest[] {
  if (resource.startsWith('/')) return [{ verb, url: resource }];
  const [full = '', ...sub] = resource.split('/');
  const [plural = '', ...group] = full.split('.');
  const common = { verb, group: group.join('.'), resource: plural, subresource: sub.join('/'), namespace };
  return (names.length > 0 ? names : ['']).map((name) => ({ ...common, name }));
}
