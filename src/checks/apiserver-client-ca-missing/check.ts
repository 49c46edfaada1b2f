import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-client-ca-missing',
  title: 'API server knows no CA for client certificates',
  severity: 'medium',
  profile: 'all',
  why: 'Without a client CA no component can log in with a certificate, so tokens and passwords that are easier to steal take its place.',
  remedy: 'Set --client-ca-file to the CA that signs client certificates.',
  references: [
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  ],
  component: 'kube-apiserver',
  rule: mustBeSet('client-ca-file'),
});
