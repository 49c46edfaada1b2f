import { WRITE_VERBS } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'modify-admission-policies',
  title: 'Role can change admission policies',
  severity: 'high',
  profile: 'all',
  why: "Validating and mutating admission policies are the cluster's own guard rails: whoever edits them or their bindings lets forbidden objects in or rewrites what others create.",
  remedy: "Leave admission policies and their bindings to the cluster's administrators.",
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  ...rightsCheck({
    groups: ['admissionregistration.k8s.io'],
    resources: [
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
      'mutatingadmissionpolicies',
      'mutatingadmissionpolicybindings',
    ],
    verbs: WRITE_VERBS,
  }),
});
