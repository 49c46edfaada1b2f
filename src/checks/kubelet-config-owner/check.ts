import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'kubelet-config-owner',
  title: 'Configuration file of the kubelet does not belong to root',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'Its owner can open the kubelet to everybody, or add pods of their own through the static pod path.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kubelet-config'],
  called: 'the configuration file of the kubelet',
});
