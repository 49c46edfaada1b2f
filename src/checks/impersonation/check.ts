import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'impersonation',
  title: 'Role can act as other users',
  severity: 'high',
  profile: 'recommended',
  why: 'Impersonation is every right of whoever is impersonated: with users or groups left open that is system:masters, past all of RBAC.',
  remedy:
    'Remove the impersonate verb, or restrict it with resourceNames to the identities that the holder must act as.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation',
  ],
  ...rightsCheck(
    {
      groups: ['', 'authentication.k8s.io'],
      resources: ['users', 'groups', 'serviceaccounts', 'uids'],
      verbs: ['impersonate'],
    },
    ['system:masters', 'system:kube-controller-manager'],
  ),
});
