import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'modify-namespaces',
  title: 'Role can change namespaces',
  severity: 'medium',
  profile: 'all',
  why: 'The labels of a namespace say which Pod Security level is enforced and which network policies select it: whoever patches them lifts both.',
  remedy: "Leave the labels of namespaces to the cluster's administrators, or restrict the rule with resourceNames.",
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification',
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  ],
  ...rightsCheck({ groups: [''], resources: ['namespaces'], verbs: ['update', 'patch'] }),
});
