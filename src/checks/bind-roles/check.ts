import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'bind-roles',
  title: 'Role can bind roles that its holder does not have',
  severity: 'high',
  profile: 'recommended',
  why: 'The bind verb lifts the rule that one can only hand out rights that one holds: the holder binds cluster-admin to anyone, also to itself.',
  remedy: 'Remove the bind verb, or restrict it with resourceNames to the few harmless roles that must be handed out.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#bind-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  ...rightsCheck({ groups: ['rbac.authorization.k8s.io'], resources: ['roles', 'clusterroles'], verbs: ['bind'] }, [
    'cluster-admin',
  ]),
});
