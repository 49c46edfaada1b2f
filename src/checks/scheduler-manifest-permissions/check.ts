import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'scheduler-manifest-permissions',
  title: 'Manifest of the scheduler is open wider than 0600',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'It tells how the scheduler is set up, and whoever can write it runs a pod of their own on the control plane.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['scheduler-manifest'],
  called: 'the manifest of the scheduler',
  mode: '0600',
});
