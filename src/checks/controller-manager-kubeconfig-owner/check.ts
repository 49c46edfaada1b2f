import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'controller-manager-kubeconfig-owner',
  title: 'Kubeconfig of the controller manager does not belong to root',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'It holds the credential of the controller manager, which may create tokens of every service account: its owner has all their rights.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['controller-manager-kubeconfig'],
  called: 'the kubeconfig of the controller manager',
});
