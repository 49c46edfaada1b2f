import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'etcd-cert-key-missing',
  title: 'etcd serves clients without TLS',
  severity: 'high',
  profile: 'recommended',
  why: 'All state of the cluster, secrets included, crosses the network readable and changeable by anybody on the way.',
  remedy: 'Set --cert-file and --key-file, and let clients use https URLs.',
  references: [
    'https://etcd.io/docs/v3.6/op-guide/security/',
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
  ],
  parameters: { extensions: [] },
  component: 'etcd',
  rule: mustBeFile('cert-file', 'key-file'),
});
