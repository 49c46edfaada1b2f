import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-tls-min-version-low',
  title: 'Kubelet accepts TLS 1.0 or 1.1',
  severity: 'medium',
  profile: 'recommended',
  why: 'TLS 1.0 and 1.1 rest on SHA-1 and CBC constructions with practical attacks (BEAST, Lucky 13); RFC 8996 forbids them.',
  remedy: 'Set tlsMinVersion to VersionTLS12 or VersionTLS13, or remove it.',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://www.rfc-editor.org/rfc/rfc8996',
  ],
  component: 'kubelet',
  rule: mustNotBe('tls-min-version', ['VersionTLS10', 'VersionTLS11'], 'VersionTLS12'),
});
