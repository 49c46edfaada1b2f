import { toResource } from '../../kubernetes/resource.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import known from './default-roles.json' with { type: 'json' };

/** Where the roles that Kubernetes makes itself are shown to come from. */
export const DEFAULT_ROLES = 'kubernetes (built in)';

const PLACE = { file: DEFAULT_ROLES, line: 1, column: 1, endLine: 1, endColumn: 1 };
const ORIGIN = { file: DEFAULT_ROLES, locate: () => PLACE, editable: false };

/**
 * The roles and bindings that every API server makes at its start, as 1.36 makes them: bindings in files speak of them.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export function defaultRoles(): Resource[] {
  return (known as readonly JsonObject[]).flatMap((object) => toResource(object, ORIGIN) ?? []);
}
