import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'etcd-data-owner',
  title: 'Data directory of etcd belongs neither to etcd nor to root',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'All objects of the cluster lie there, Secrets included: any other owner can read and change them without asking the API server.',
  remedy:
    'Run `chown etcd:etcd` on the data directory; root:root is fine where etcd runs as root, as it does with kubeadm. Set the parameter `owners` to demand one of the two.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['etcd-data'],
  called: 'the data directory of etcd',
  owners: ['etcd:etcd', 'root:root'],
});
