import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'kubelet-kubeconfig-permissions',
  title: 'Kubeconfig of the kubelet is open wider than 0600',
  severity: 'medium',
  category: 'node',
  profile: 'all',
  why: 'It leads to the credential of the node, with which Secrets of all its pods can be read; whoever can write it sends the kubelet to an API server of their own.',
  remedy: 'Run `chmod 600` on the file; on nodes of EKS, GKE and AKS 644 is enough.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kubelet-kubeconfig'],
  called: 'the kubeconfig of the kubelet',
  mode: '0600',
  managed: '0644',
});
