import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'kube-proxy-kubeconfig-permissions',
  title: 'Kubeconfig of kube-proxy is open wider than 0600',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'It can hold the credential of kube-proxy, and whoever can write it sends kube-proxy to an API server of their own, which then decides where traffic goes.',
  remedy: 'Run `chmod 600` on the file; on nodes of EKS, GKE and AKS 644 is enough.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/',
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kube-proxy-kubeconfig'],
  called: 'the kubeconfig of kube-proxy',
  mode: '0600',
  managed: '0644',
});
