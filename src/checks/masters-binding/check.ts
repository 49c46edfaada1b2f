import { subjectCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'masters-binding',
  title: 'Role bound to system:masters',
  severity: 'high',
  profile: 'recommended',
  why: 'Members of system:masters pass every authorization check and no binding can be taken from them, so the binding adds nothing but a reason to use this group; it cannot be revoked short of a new CA.',
  remedy: 'Bind a group of your own; keep system:masters for a break-glass certificate.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  ...subjectCheck(
    { why: 'whose members no role can limit', exempt: [], names: ['system:masters'], removable: true },
    ({ kind, name }) => kind === 'Group' && name === 'system:masters',
  ),
});
