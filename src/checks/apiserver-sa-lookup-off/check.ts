import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-sa-lookup-off',
  title: 'Deleted service account tokens stay valid',
  severity: 'high',
  profile: 'recommended',
  why: 'With --service-account-lookup=false the API server checks only the signature of a token, so tokens of deleted accounts and secrets keep working.',
  remedy: 'Remove --service-account-lookup=false.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
  ],
  component: 'kube-apiserver',
  rule: mustNotBe('service-account-lookup', ['false'], 'true'),
});
