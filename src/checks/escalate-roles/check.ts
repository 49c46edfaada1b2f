import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'escalate-roles',
  title: 'Role can write roles with more rights than its holder has',
  severity: 'high',
  profile: 'recommended',
  why: 'The escalate verb lifts the rule that one can only write rights that one holds into a role: the holder edits a role that it has and becomes cluster admin.',
  remedy: 'Remove the escalate verb; give the holder the rights themselves if it must hand them out.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-creation-or-update',
  ],
  ...rightsCheck({ groups: ['rbac.authorization.k8s.io'], resources: ['roles', 'clusterroles'], verbs: ['escalate'] }),
});
