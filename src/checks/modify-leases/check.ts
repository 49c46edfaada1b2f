import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'modify-leases',
  title: 'Role can take over leader elections',
  severity: 'low',
  profile: 'all',
  why: 'Controllers agree by leases on who works: whoever writes those of others stops a controller, or has two of them work at once.',
  remedy: 'Restrict the rule with resourceNames to the leases of the own controller.',
  references: [
    'https://kubernetes.io/docs/concepts/architecture/leases/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['update', 'patch', 'delete'] }),
});
