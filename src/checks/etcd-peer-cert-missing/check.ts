import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'etcd-peer-cert-missing',
  title: 'etcd members talk to each other without TLS',
  severity: 'medium',
  profile: 'all',
  why: 'The replication stream between members holds every object of the cluster, secrets included, and without TLS a stranger can read it or inject entries.',
  remedy: 'Set --peer-cert-file and --peer-key-file.',
  references: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  parameters: { extensions: [] },
  component: 'etcd',
  rule: mustBeFile('peer-cert-file', 'peer-key-file'),
});
