import { createAuthorizer, type Authorizer } from '../access/authorizer/authorizer.ts';
import { defaultRoles } from '../access/authorizer/defaults.ts';
import type { AccessRequest } from '../access/authorizer/request.ts';
import { accountUser, AUTHENTICATED, userNamed, type User } from '../access/authorizer/users.ts';
import type { AccessQuestion } from '../cel/libraries/authorizer.ts';
import { createInventory, type Inventory } from '../model/inventory.ts';
import type { Lookups, UserInfo } from '../policy/types.ts';

/** Types of what gives rights. */
const TYPES: readonly string[] = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];

/**
 * Who may do what by the RBAC objects of the inventories, as `authorizer` asks in CEL. Where there are none, nobody knows. Files
 * say nothing of the roles that every API server makes by itself: those are added.
 */
export function authorizeIn(inventories: readonly Inventory[], live: boolean): NonNullable<Lookups['authorize']> {
  let known: Authorizer | 'nothing' | undefined;
  return (user, question) => {
    const asking = userOf(user, question);
    if (!asking) return undefined;
    known ??= authorizerOf(inventories, live);
    if (known === 'nothing') return undefined;
    const allowed = known.can(asking, requestOf(question));
    return { allowed, reason: allowed ? 'RBAC: allowed' : '' };
  };
}

function authorizerOf(inventories: readonly Inventory[], live: boolean): Authorizer | 'nothing' {
  const rbac = inventories.flatMap((one) => TYPES.flatMap((type) => one.ofType(type)));
  if (rbac.length === 0) return 'nothing';
  return createAuthorizer(createInventory(live ? rbac : [...defaultRoles(), ...rbac]));
}

/** Undefined where the question is about who makes the request, and nobody is named. */
function userOf({ username, groups }: UserInfo, { serviceAccount }: AccessQuestion): User | undefined {
  if (serviceAccount) return notAuthenticated(accountUser(serviceAccount.namespace, serviceAccount.name));
  return username === '' && groups.length === 0 ? undefined : userNamed(username, groups);
}

/** `authorizer.serviceAccount` asks for an account that nobody authenticated: a kube-apiserver gives it the groups of accounts alone. */
function notAuthenticated({ name, groups }: User): User {
  return { name, groups: groups.filter((group) => group !== AUTHENTICATED) };
}

function requestOf(question: AccessQuestion): AccessRequest {
  const { verb, path, group = '', resource = '', subresource = '', namespace = '', name = '' } = question;
  return path === undefined ? { verb, group, resource, subresource, namespace, name } : { verb, url: path };
}
