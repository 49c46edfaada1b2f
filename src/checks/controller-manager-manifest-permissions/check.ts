import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'controller-manager-manifest-permissions',
  title: 'Manifest of the controller manager is open wider than 0600',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'It tells where the signing keys of the cluster lie, and whoever can write it runs a pod with access to them.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['controller-manager-manifest'],
  called: 'the manifest of the controller manager',
  mode: '0600',
});
