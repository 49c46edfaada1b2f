import { givesEverything } from '../../access/powers.ts';
import { strongRoleCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'cluster-admin-binding',
  title: 'Binding makes someone cluster admin',
  severity: 'critical',
  profile: 'recommended',
  why: 'Its subjects may do everything to every object in every namespace: one stolen token or one compromised pod of theirs is the whole cluster.',
  remedy:
    'Bind a role with the rights that are used, in the namespaces that need them; keep cluster-admin for an emergency account.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  covers: ['admin-role-binding', 'pods-exec-binding', 'service-account-reads-secrets'],
  ...strongRoleCheck(
    ['ClusterRoleBinding'],
    (binding, { inventory }) => givesEverything(inventory, binding),
    'allows everything in the whole cluster',
  ),
});
