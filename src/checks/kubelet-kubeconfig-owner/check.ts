import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'kubelet-kubeconfig-owner',
  title: 'Kubeconfig of the kubelet does not belong to root',
  severity: 'medium',
  category: 'node',
  profile: 'all',
  why: 'Its owner can read the credential of the node, or send the kubelet to an API server of their own, which then runs pods as root here.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kubelet-kubeconfig'],
  called: 'the kubeconfig of the kubelet',
});
