import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'services-status',
  title: 'Role can set the external address of Services',
  severity: 'medium',
  profile: 'all',
  why: "A Service whose status.loadBalancer.ingress names someone else's address draws traffic to that address to itself (CVE-2020-8554); only the load balancer's controller needs to write it.",
  remedy: "Remove update and patch on services/status from roles that are not the load balancer controller's.",
  references: [
    'https://github.com/kubernetes/kubernetes/issues/97076',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: [''], resources: ['services/status'], verbs: ['update', 'patch'] }),
});
