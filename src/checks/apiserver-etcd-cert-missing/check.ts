import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-etcd-cert-missing',
  title: 'API server shows etcd no client certificate',
  severity: 'medium',
  profile: 'all',
  why: 'An etcd that accepts the API server without a certificate accepts everybody: each client on its network can read and write all state of the cluster.',
  remedy: 'Set --etcd-certfile and --etcd-keyfile, and require client certificates in etcd.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
  ],
  component: 'kube-apiserver',
  rule: mustBeSet('etcd-certfile', 'etcd-keyfile'),
});
