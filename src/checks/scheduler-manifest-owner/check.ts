import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'scheduler-manifest-owner',
  title: 'Manifest of the scheduler does not belong to root',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'The kubelet runs what stands in this file, so its owner can start any pod on the control plane.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['scheduler-manifest'],
  called: 'the manifest of the scheduler',
});
