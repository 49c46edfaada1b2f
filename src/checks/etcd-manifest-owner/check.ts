import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'etcd-manifest-owner',
  title: 'Manifest of etcd does not belong to root',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'The kubelet runs what stands in this file, so its owner can start an etcd that trusts everybody, with all data of the cluster.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['etcd-manifest'],
  called: 'the manifest of etcd',
});
