import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'etcd-peer-client-cert-auth-off',
  title: 'etcd accepts peers without a certificate',
  severity: 'medium',
  profile: 'all',
  why: 'Anybody who reaches the peer port can pose as a member and so read and rewrite the state of the cluster.',
  remedy: 'Set --peer-client-cert-auth=true with --peer-trusted-ca-file.',
  references: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  component: 'etcd',
  rule: mustBe('peer-client-cert-auth', ['true'], 'false'),
});
