import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustInclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-authz-rbac-missing',
  title: 'API server does not use RBAC',
  severity: 'high',
  profile: 'recommended',
  why: 'Where --authorization-mode is not set the API server allows everything; without RBAC in it, roles and bindings have no effect.',
  remedy: 'Set --authorization-mode=Node,RBAC, or list RBAC in the file of --authorization-config.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    'https://kubernetes.io/docs/reference/access-authn-authz/authorization/',
  ],
  component: 'kube-apiserver',
  rule: mustInclude('authorization-mode', 'RBAC', 'the default is AlwaysAllow', false),
});
