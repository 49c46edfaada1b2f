import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'kubelet-service-permissions',
  title: 'Service file of the kubelet is open wider than 0600',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'It tells how the kubelet is started, and whoever can write it runs a command as root at the next start.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kubelet-service'],
  called: 'the service file of the kubelet',
  mode: '0600',
});
