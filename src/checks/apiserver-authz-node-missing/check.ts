import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustInclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-authz-node-missing',
  title: 'Node authorizer is off',
  severity: 'medium',
  profile: 'all',
  why: 'Without the Node authorizer kubelets need broad roles of their own, and one stolen kubelet credential reads the secrets of every node instead of those of its own pods.',
  remedy: 'Add Node to --authorization-mode, before RBAC.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  component: 'kube-apiserver',
  rule: mustInclude('authorization-mode', 'Node', 'the default is AlwaysAllow', false),
});
