import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'kubelet-config-permissions',
  title: 'Configuration file of the kubelet is open wider than 0600',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'It tells how the node guards itself, and whoever can write it opens the kubelet to everybody or adds pods of their own through the static pod path.',
  remedy: 'Run `chmod 600` on the file; on nodes of EKS, GKE and AKS 644 is enough.',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kubelet-config'],
  called: 'the configuration file of the kubelet',
  mode: '0600',
  managed: '0644',
});
