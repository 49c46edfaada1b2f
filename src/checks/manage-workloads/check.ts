import { WORKLOAD_GROUPS, WORKLOAD_RESOURCES, WRITE_VERBS } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'manage-workloads',
  title: 'Role can create or change workloads',
  severity: 'medium',
  profile: 'all',
  why: "Changing a workload's template runs an image of one's choice with its ServiceAccount, Secrets and volumes.",
  remedy: 'Give write access to workloads to the deployment pipeline only, and per namespace.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: WORKLOAD_GROUPS, resources: WORKLOAD_RESOURCES, verbs: WRITE_VERBS }),
});
