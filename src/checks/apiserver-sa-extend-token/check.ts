import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-sa-extend-token',
  title: 'Injected service account tokens live for a year',
  severity: 'low',
  profile: 'all',
  why: 'By default tokens that the kubelet mounts into pods are accepted for a year instead of an hour, so one that leaks stays useful for a long time.',
  remedy: 'Set --service-account-extend-token-expiration=false once all clients reload their token.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
  ],
  component: 'kube-apiserver',
  rule: mustBe('service-account-extend-token-expiration', ['false'], 'true'),
});
