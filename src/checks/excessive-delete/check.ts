import { WORKLOAD_GROUPS, WORKLOAD_RESOURCES } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'excessive-delete',
  title: 'Role can delete workloads, Secrets or namespaces',
  severity: 'low',
  profile: 'all',
  why: 'Deleting is the quickest way to an outage, and to wiping traces: one token with this right takes down what it reaches.',
  remedy: 'Give delete rights to the controllers and people that own the objects, and restrict them to a namespace.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  ...rightsCheck({
    groups: WORKLOAD_GROUPS,
    resources: [...WORKLOAD_RESOURCES, 'services', 'secrets', 'configmaps', 'namespaces', 'persistentvolumeclaims'],
    verbs: ['delete', 'deletecollection'],
  }),
});
