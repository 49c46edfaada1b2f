import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'admin-kubeconfig-permissions',
  title: "Administrator's kubeconfig is open wider than 0600",
  severity: 'high',
  category: 'control-plane',
  profile: 'recommended',
  why: 'It holds a client key with the rights of a cluster administrator: whoever can read it owns the cluster until the certificate expires.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['admin-kubeconfig', 'super-admin-kubeconfig'],
  called: 'the kubeconfig of the administrator',
  mode: '0600',
});
