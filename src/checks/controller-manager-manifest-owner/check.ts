import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'controller-manager-manifest-owner',
  title: 'Manifest of the controller manager does not belong to root',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'The kubelet runs what stands in this file, so its owner can start a pod that mounts the signing keys of the cluster.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['controller-manager-manifest'],
  called: 'the manifest of the controller manager',
});
