import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-sa-key-file-missing',
  title: 'Service account tokens are verified with the serving key',
  severity: 'low',
  profile: 'all',
  why: 'Without a key file of its own the API server verifies service account tokens with its TLS key, so the two can not be rotated apart and one leak breaks both.',
  remedy: 'Set --service-account-key-file to the public key of the service account signer.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
  ],
  parameters: { extensions: [] },
  component: 'kube-apiserver',
  rule: mustBeFile('service-account-key-file'),
});
