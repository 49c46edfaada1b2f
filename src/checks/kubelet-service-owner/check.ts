import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'kubelet-service-owner',
  title: 'Service file of the kubelet does not belong to root',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'systemd runs what stands in this file as root, so its owner can run anything as root.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kubelet-service'],
  called: 'the service file of the kubelet',
});
