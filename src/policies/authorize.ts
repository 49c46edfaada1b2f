import { createAuthorizer, type Authorizer } from '../access/authorizer/authorizer.ts';
import { defaultRoles } from '../access/authorizer/defaults.ts';
import type { AccessRequest } from '../access/authorizer/request.ts';
import { accountUser, userNamed, type User } from '../access/authorizer/users.ts';
import type { AccessQuestion } from '../cel/libraries/authorizer.ts';
import { createInventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import type { Lookups, UserInfo } from '../policy/types.ts';

/** Types of what gives rights. */
export const RBAC_TYPES: readonly string[] = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];
const RBAC = 'rbac.authorization.k8s.io/';

/**
 * Who may do what by the RBAC objects among the resources, as `authorizer` asks in CEL; undefined where there are none: then
 * nobody knows. Files say nothing of the roles that every API server makes by itself: those are added.
 */
export function authorizeIn(resources: readonly Resource[], live: boolean): Lookups['authorize'] | undefined {
  const rbac = resources.filter(({ apiVersion }) => apiVersion.startsWith(RBAC));
  if (rbac.length === 0) return undefined;
  let authorizer: Authorizer | undefined;
  return (user, question) => {
    const asking = userOf(user, question);
    if (!asking) return undefined;
    authorizer ??= createAuthorizer(createInventory(live ? rbac : [...defaultRoles(), ...rbac]));
    const allowed = authorizer.can(asking, requestOf(question));
    return { allowed, reason: allowed ? 'RBAC: allowed' : '' };
  };
}

/** Undefined where the question is about who makes the request, and nobody is named. */
function userOf({ username, groups }: UserInfo, { serviceAccount }: AccessQuestion): User | undefined {
  if (serviceAccount) return accountUser(serviceAccount.namespace, serviceAccount.name);
  return username === '' && groups.length === 0 ? undefined : userNamed(username, groups);
}

function requestOf(question: AccessQuestion): AccessRequest {
  const { verb, path, group = '', resource = '', subresource = '', namespace = '', name = '' } = question;
  return path === undefined ? { verb, group, resource, subresource, namespace, name } : { verb, url: path };
}
