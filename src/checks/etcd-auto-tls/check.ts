import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'etcd-auto-tls',
  title: 'etcd makes its own certificates',
  severity: 'medium',
  profile: 'recommended',
  why: 'Clients can not verify a certificate that etcd signed for itself, so anybody on the way can pose as etcd and collect the state of the cluster.',
  remedy: 'Remove --auto-tls and give etcd a certificate from its CA with --cert-file and --key-file.',
  references: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  component: 'etcd',
  rule: mustNotBe('auto-tls', ['true'], 'false'),
});
