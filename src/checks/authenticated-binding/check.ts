import { subjectCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

/** Bindings that every cluster has so that clients learn which APIs there are. */
const DISCOVERY = ['system:basic-user', 'system:discovery', 'system:public-info-viewer'];

export default defineCheck({
  id: 'authenticated-binding',
  title: 'Everybody who can log in is given a role',
  severity: 'high',
  profile: 'recommended',
  why: 'system:authenticated holds every user and every ServiceAccount, on some managed clusters anyone with an account at the provider: the role is as good as public.',
  remedy: 'Bind the groups or ServiceAccounts that need the role.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  ...subjectCheck(
    { why: 'which is everybody who can log in', exempt: DISCOVERY, names: ['system:authenticated'], removable: true },
    ({ kind, name }) => kind !== 'ServiceAccount' && name === 'system:authenticated',
  ),
});
