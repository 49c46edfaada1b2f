import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-insecure-bind-address',
  title: 'API server listens without TLS on a chosen address',
  severity: 'high',
  profile: 'recommended',
  why: 'The insecure listener skips authentication and authorization; bound to more than loopback it hands the cluster to the network. Kubernetes 1.24 removed the flag.',
  remedy: 'Remove --insecure-bind-address and talk to the secure port.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  component: 'kube-apiserver',
  rule: mustNotBeSet('insecure-bind-address'),
});
