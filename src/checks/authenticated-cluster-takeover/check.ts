import { givesTakeover } from '../../access/powers.ts';
import { subjectCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'authenticated-cluster-takeover',
  title: 'Everybody who can log in can take over the cluster',
  severity: 'critical',
  profile: 'recommended',
  why: 'The role lets its holders run workloads, read Secrets or raise their rights in all namespaces, and its holders are every user and every pod.',
  remedy: 'Remove system:authenticated from the binding.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles',
  ],
  covers: ['authenticated-binding'],
  ...subjectCheck(
    { why: 'so everybody who can log in may take over the cluster', names: ['system:authenticated'], removable: true },
    ({ kind, name }, binding, { inventory }) =>
      kind === 'Group' &&
      name === 'system:authenticated' &&
      binding.clusterWide &&
      givesTakeover(inventory, binding) !== undefined,
  ),
});
