import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'pods-exec',
  title: 'Role can open a shell in running containers',
  severity: 'high',
  profile: 'recommended',
  why: 'Whoever may exec into pods runs commands with the identity, secrets and network reach of every workload there, and no image scan or admission rule sees it.',
  remedy:
    'Take pods/exec out of standing roles; grant it for a short time to named people, or use ephemeral debug access that is recorded.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] }),
});
