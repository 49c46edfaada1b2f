import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'scheduler-kubeconfig-permissions',
  title: 'Kubeconfig of the scheduler is open wider than 0600',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'It holds the credential of the scheduler: whoever can read it decides on which node each pod runs.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['scheduler-kubeconfig'],
  called: 'the kubeconfig of the scheduler',
  mode: '0600',
});
