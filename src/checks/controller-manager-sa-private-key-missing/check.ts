import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'controller-manager-sa-private-key-missing',
  title: 'Controller manager has no key to sign service account tokens',
  severity: 'low',
  profile: 'all',
  why: 'Without a private key file the controller manager signs no tokens for service accounts, and clusters fall back to keys that nobody rotates.',
  remedy: 'Set --service-account-private-key-file to the private key of the service account signer.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
  ],
  parameters: { extensions: [] },
  component: 'kube-controller-manager',
  rule: mustBeFile('service-account-private-key-file'),
});
