import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-kubelet-https-off',
  title: 'API server talks to kubelets in plain HTTP',
  severity: 'high',
  profile: 'recommended',
  why: 'Logs, exec sessions and port forwards then cross the network unencrypted, with the credentials that run commands in any pod. Current releases no longer have the flag and always use TLS.',
  remedy: 'Remove --kubelet-https=false.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  component: 'kube-apiserver',
  rule: mustNotBe('kubelet-https', ['false'], 'true'),
});
