import { subjectCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

/** The account under its name as a user. */
const USER = /^system:serviceaccount:[^:]+:default$/;

export default defineCheck({
  id: 'default-service-account-binding',
  title: 'Role bound to a default ServiceAccount',
  severity: 'medium',
  profile: 'recommended',
  why: 'Every pod that names no ServiceAccount runs as default, so each of them gets the role, also those that are added later.',
  remedy: 'Create a ServiceAccount for the workload, bind the role to that and name it in the pod.',
  references: [
    'https://kubernetes.io/docs/concepts/security/service-accounts/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  ...subjectCheck(
    { why: 'which every pod without an account of its own runs as' },
    ({ kind, name }) => (kind === 'ServiceAccount' && name === 'default') || (kind === 'User' && USER.test(name)),
  ),
});
