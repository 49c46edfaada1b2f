import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'etcd-manifest-permissions',
  title: 'Manifest of etcd is open wider than 0600',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'It tells how etcd authenticates its clients, and whoever can write it can turn that off or read the data directory from a pod.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['etcd-manifest'],
  called: 'the manifest of etcd',
  mode: '0600',
});
