import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'admin-kubeconfig-owner',
  title: "Administrator's kubeconfig does not belong to root",
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'It holds a client key with the rights of a cluster administrator: its owner, and members of its group, own the cluster.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['admin-kubeconfig', 'super-admin-kubeconfig'],
  called: 'the kubeconfig of the administrator',
});
