import { strongCiphers } from '../../kubernetes/component/ciphers.ts';
import { flagCheck } from '../../kubernetes/component/flag-check.ts';

export default flagCheck({
  id: 'apiserver-weak-ciphers',
  title: 'API server offers weak cipher suites',
  severity: 'low',
  profile: 'all',
  why: 'Suites without forward secrecy, with RC4, 3DES or with CBC and SHA-256 let an eavesdropper recover traffic that carries tokens and secrets.',
  remedy:
    'List only suites that Go calls secure in --tls-cipher-suites, or remove the flag and take the defaults of a current release.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://pkg.go.dev/crypto/tls#CipherSuites',
  ],
  parameters: { required: false, allowed: [] },
  component: 'kube-apiserver',
  rule: strongCiphers,
});
