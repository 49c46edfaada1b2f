import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-tls-min-version-low',
  title: 'API server accepts TLS 1.0 or 1.1',
  severity: 'medium',
  profile: 'recommended',
  why: 'TLS 1.0 and 1.1 rest on SHA-1 and CBC constructions with practical attacks (BEAST, Lucky 13); RFC 8996 forbids them.',
  remedy: 'Set --tls-min-version to VersionTLS12 or VersionTLS13, or remove the flag.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://www.rfc-editor.org/rfc/rfc8996',
  ],
  component: 'kube-apiserver',
  rule: mustNotBe('tls-min-version', ['VersionTLS10', 'VersionTLS11'], 'VersionTLS12'),
});
