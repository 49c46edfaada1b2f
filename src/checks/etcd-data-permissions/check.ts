import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'etcd-data-permissions',
  title: 'Data directory of etcd is open wider than 0700',
  severity: 'high',
  category: 'control-plane',
  profile: 'recommended',
  why: 'All objects of the cluster lie there, Secrets included: a local user who may read the files has them without asking the API server.',
  remedy: 'Run `chmod 700` on the directory.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['etcd-data'],
  called: 'the data directory of etcd',
  mode: '0700',
});
