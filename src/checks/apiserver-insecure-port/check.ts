import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustMeasure } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-insecure-port',
  title: 'API server listens on the insecure port',
  severity: 'critical',
  profile: 'recommended',
  why: 'The insecure port serves plain HTTP without authentication or authorization: whoever reaches it is cluster-admin. Kubernetes 1.24 removed the flag.',
  remedy: 'Set --insecure-port=0, or remove the flag from Kubernetes 1.24 on.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  component: 'kube-apiserver',
  rule: mustMeasure(
    'insecure-port',
    (port) => port === 0,
    undefined,
    () => 0,
  ),
});
