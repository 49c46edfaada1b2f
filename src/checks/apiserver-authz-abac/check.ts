import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustExclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-authz-abac',
  title: 'API server authorizes by ABAC policy files',
  severity: 'medium',
  profile: 'recommended',
  why: 'ABAC rules live in a file on the control plane: no audit of changes, no view through the API, and every change needs a restart, so grants are forgotten and outlive their reason.',
  remedy: 'Move the grants to RBAC roles and take ABAC out of --authorization-mode.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/abac/',
    'https://kubernetes.io/docs/reference/access-authn-authz/authorization/',
  ],
  component: 'kube-apiserver',
  rule: mustExclude(['authorization-mode'], 'ABAC'),
});
