import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'etcd-peer-auto-tls',
  title: 'etcd members make their own peer certificates',
  severity: 'medium',
  profile: 'recommended',
  why: 'Members can not verify certificates that each signed for itself, so a stranger on the network can join the conversation.',
  remedy: 'Remove --peer-auto-tls and give members certificates from one CA with --peer-cert-file and --peer-key-file.',
  references: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  component: 'etcd',
  rule: mustNotBe('peer-auto-tls', ['true'], 'false'),
});
