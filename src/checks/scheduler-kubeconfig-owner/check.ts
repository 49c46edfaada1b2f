import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'scheduler-kubeconfig-owner',
  title: 'Kubeconfig of the scheduler does not belong to root',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'It holds the credential of the scheduler: its owner, and members of its group, decide on which node each pod runs.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['scheduler-kubeconfig'],
  called: 'the kubeconfig of the scheduler',
});
