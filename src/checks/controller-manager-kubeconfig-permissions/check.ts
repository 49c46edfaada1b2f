import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'controller-manager-kubeconfig-permissions',
  title: 'Kubeconfig of the controller manager is open wider than 0600',
  severity: 'high',
  category: 'control-plane',
  profile: 'all',
  why: 'It holds the credential of the controller manager, which may create tokens of every service account: whoever can read it has all their rights.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['controller-manager-kubeconfig'],
  called: 'the kubeconfig of the controller manager',
  mode: '0600',
});
