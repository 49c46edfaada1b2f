import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'apiserver-manifest-owner',
  title: 'Manifest of the API server does not belong to root',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'The kubelet runs what stands in this file with full rights on the control plane, so its owner can start any pod there.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['apiserver-manifest'],
  called: 'the manifest of the API server',
});
