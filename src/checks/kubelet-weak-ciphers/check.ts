import { strongCiphers } from '../../kubernetes/component/ciphers.ts';
import { flagCheck } from '../../kubernetes/component/flag-check.ts';

export default flagCheck({
  id: 'kubelet-weak-ciphers',
  title: 'Kubelet offers weak cipher suites',
  severity: 'low',
  profile: 'all',
  why: 'Suites without forward secrecy, with RC4, 3DES or with CBC and SHA-256 let an eavesdropper recover exec sessions and logs.',
  remedy:
    'List only suites that Go calls secure in tlsCipherSuites, or remove the field and take the defaults of a current release.',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://pkg.go.dev/crypto/tls#CipherSuites',
  ],
  parameters: { required: false, allowed: [] },
  component: 'kubelet',
  rule: strongCiphers,
});
