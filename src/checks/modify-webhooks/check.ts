import { WRITE_VERBS } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'modify-webhooks',
  title: 'Role can change admission webhooks',
  severity: 'high',
  profile: 'recommended',
  why: 'Admission webhooks see every object that is written, Secrets included, and may change it: whoever edits their configuration reads and rewrites the cluster, or switches policy off.',
  remedy:
    "Leave webhook configurations to the cluster's administrators, or restrict the rule with resourceNames to the controller's own.",
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  ],
  ...rightsCheck({
    groups: ['admissionregistration.k8s.io'],
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    verbs: WRITE_VERBS,
  }),
});
