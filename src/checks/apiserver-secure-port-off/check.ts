import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustMeasure } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-secure-port-off',
  title: 'API server does not serve HTTPS',
  severity: 'medium',
  profile: 'all',
  why: 'With --secure-port=0 there is no listener with TLS, authentication and authorization, so clients are left with an unprotected way in.',
  remedy: 'Set --secure-port to a port, 6443 as a rule.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  component: 'kube-apiserver',
  rule: mustMeasure('secure-port', (port) => port !== 0, undefined),
});
