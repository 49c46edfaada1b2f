import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-tls-cert-missing',
  title: 'API server has no serving certificate of its own',
  severity: 'medium',
  profile: 'all',
  why: 'Without a certificate and key the API server makes a self-signed pair at each start, which clients can only use by skipping verification.',
  remedy: 'Set --tls-cert-file and --tls-private-key-file.',
  references: [
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  ],
  component: 'kube-apiserver',
  rule: mustBeSet('tls-cert-file', 'tls-private-key-file'),
});
