import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-kubelet-ca-missing',
  title: 'API server does not verify kubelet certificates',
  severity: 'medium',
  profile: 'all',
  why: 'Somebody between the API server and a node can pose as its kubelet and read or change the traffic of logs, exec and port forwards.',
  remedy:
    'Have kubelets request serving certificates from the cluster CA and set --kubelet-certificate-authority to it.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/',
  ],
  parameters: { extensions: [] },
  component: 'kube-apiserver',
  rule: mustBeFile('kubelet-certificate-authority'),
});
