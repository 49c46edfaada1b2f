import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-etcd-cafile-missing',
  title: 'API server does not verify the etcd certificate',
  severity: 'medium',
  profile: 'all',
  why: 'Without the CA of etcd the API server sends every secret to whoever answers at that address.',
  remedy: 'Set --etcd-cafile to the CA that signed the serving certificate of etcd.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
  ],
  parameters: { extensions: [] },
  component: 'kube-apiserver',
  rule: mustBeFile('etcd-cafile'),
});
