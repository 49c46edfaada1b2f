import { givesEverything } from '../../access/powers.ts';
import { strongRoleCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'namespace-admin-binding',
  title: 'Binding gives every right in its namespace',
  severity: 'high',
  profile: 'recommended',
  why: 'Its subjects may read every Secret, run any pod and rewrite the roles of the namespace; in kube-system that is the cluster.',
  remedy: 'Bind the built-in admin or edit role, or one with the rights that are used.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  covers: ['admin-role-binding', 'pods-exec-binding', 'service-account-reads-secrets'],
  ...strongRoleCheck(
    ['RoleBinding'],
    (binding, { inventory }) => givesEverything(inventory, binding),
    'allows everything in the namespace',
  ),
});
