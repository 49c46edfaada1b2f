import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'modify-pod-status',
  title: 'Role can write the status of pods',
  severity: 'medium',
  profile: 'all',
  why: 'Services send traffic to the addresses and labels of pods that say they are ready: whoever writes their status draws requests of others to itself, or takes pods out of service.',
  remedy: 'Leave pods/status to kubelets and controllers.',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: [''], resources: ['pods/status'], verbs: ['update', 'patch'] }),
});
