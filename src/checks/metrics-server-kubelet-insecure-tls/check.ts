import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'metrics-server-kubelet-insecure-tls',
  title: 'metrics-server does not verify kubelet certificates',
  severity: 'medium',
  profile: 'recommended',
  why: 'metrics-server sends its service account token to every kubelet; without verification anybody who can pose as a node collects a token that reads metrics of the whole cluster.',
  remedy:
    'Have kubelets use serving certificates of the cluster CA (serverTLSBootstrap) and remove --kubelet-insecure-tls.',
  references: [
    'https://github.com/kubernetes-sigs/metrics-server',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation',
  ],
  component: 'metrics-server',
  rule: mustNotBe('kubelet-insecure-tls', ['true'], 'false'),
});
