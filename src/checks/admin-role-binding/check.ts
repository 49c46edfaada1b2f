import { BINDING_TYPES, boundRole } from '../../access/bindings.ts';
import { strongRoleViolation, watchedBinding } from '../../access/risky-binding.ts';
import { BUILT_IN_NAMES } from '../../access/roles.ts';
import { defineCheck } from '../../model/check.ts';
import { asStrings } from '../../std/value.ts';

export default defineCheck({
  id: 'admin-role-binding',
  title: 'Built-in admin or edit role bound for the whole cluster',
  severity: 'medium',
  category: 'access',
  profile: 'all',
  why: 'admin and edit are made for one namespace: bound for all of them they read every Secret and run pods anywhere, kube-system included.',
  remedy: 'Bind them by a RoleBinding in the namespaces concerned.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  types: BINDING_TYPES,
  parameters: { roles: ['admin', 'edit'], kinds: ['ClusterRoleBinding'], exempt: [...BUILT_IN_NAMES] },
  find(resource, { inventory }, { roles, kinds, exempt }) {
    const binding = watchedBinding(resource, asStrings(exempt));
    if (!binding || !asStrings(kinds).includes(resource.type) || !asStrings(roles).includes(binding.role.name))
      return [];
    const isOwn = binding.role.kind === 'Role' && boundRole(inventory, binding) !== undefined;
    return isOwn ? [] : [strongRoleViolation(binding, {}, 'is a built-in role with far-reaching rights')];
  },
});
