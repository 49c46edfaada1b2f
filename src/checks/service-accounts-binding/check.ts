import { subjectCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

/** Every cluster binds it, so that workloads learn how tokens are checked. */
const ISSUER = ['system:service-account-issuer-discovery'];

export default defineCheck({
  id: 'service-accounts-binding',
  title: 'Every ServiceAccount of the cluster is given a role',
  severity: 'medium',
  profile: 'all',
  why: 'system:serviceaccounts holds the ServiceAccounts of every namespace, those of later ones too: whoever breaks into any pod that has a token holds the role.',
  remedy: 'Bind the ServiceAccounts that need the role, or the group of one namespace.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  ...subjectCheck(
    {
      why: 'which is every ServiceAccount of the cluster',
      exempt: ISSUER,
      names: ['system:serviceaccounts'],
      removable: true,
    },
    ({ kind, name }) => kind === 'Group' && name === 'system:serviceaccounts',
  ),
});
