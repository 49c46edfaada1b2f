import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'create-pods',
  title: 'Role can create pods',
  severity: 'medium',
  profile: 'all',
  why: "A pod of one's own may mount any Secret, run as any ServiceAccount of the namespace and, where no Pod Security level is enforced, take the node.",
  remedy:
    'Let a controller or pipeline create workloads; enforce the restricted Pod Security Standard where people must create pods.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: [''], resources: ['pods'], verbs: ['create'] }),
});
