import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'apiserver-manifest-permissions',
  title: 'Manifest of the API server is open wider than 0600',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'It tells every flag, file and address of the API server to local users who plan an attack, and whoever can write it runs a pod of their own on the control plane.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['apiserver-manifest'],
  called: 'the manifest of the API server',
  mode: '0600',
});
