import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-kubelet-client-cert-missing',
  title: 'API server shows kubelets no client certificate',
  severity: 'medium',
  profile: 'all',
  why: 'Kubelets can then not tell the API server from anybody else, and must serve logs and exec to unauthenticated callers for it to work.',
  remedy: 'Set --kubelet-client-certificate and --kubelet-client-key.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/'],
  component: 'kube-apiserver',
  rule: mustBeSet('kubelet-client-certificate', 'kubelet-client-key'),
});
