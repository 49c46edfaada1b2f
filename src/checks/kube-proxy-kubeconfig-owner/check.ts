import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'kube-proxy-kubeconfig-owner',
  title: 'Kubeconfig of kube-proxy does not belong to root',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'Its owner can send kube-proxy to an API server of their own, which then decides where the traffic of the node goes.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/',
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kube-proxy-kubeconfig'],
  called: 'the kubeconfig of kube-proxy',
});
