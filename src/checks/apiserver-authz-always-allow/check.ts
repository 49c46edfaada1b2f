import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustExclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-authz-always-allow',
  title: 'API server authorizes every request',
  severity: 'critical',
  profile: 'recommended',
  why: 'With AlwaysAllow in the list each authenticated (and anonymous) request is granted, whatever RBAC says: reaching the port is owning the cluster.',
  remedy: 'Take AlwaysAllow out of --authorization-mode and use Node,RBAC.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/'],
  covers: ['apiserver-authz-rbac-missing', 'apiserver-authz-node-missing'],
  component: 'kube-apiserver',
  rule: mustExclude(['authorization-mode'], 'AlwaysAllow'),
});
