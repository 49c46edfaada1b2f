import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'debug-containers',
  title: 'Role can inject debug containers into pods',
  severity: 'medium',
  profile: 'all',
  why: "An ephemeral container joins a running pod with an image of the holder's choice and can share its processes and volumes, so it is a shell by another name.",
  remedy:
    'Take pods/ephemeralcontainers out of standing roles, or enforce Pod Security Standards for ephemeral containers and grant it for a short time.',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  ...rightsCheck({ groups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] }),
});
