import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'kubelet-ca-owner',
  title: 'Client CA file of the kubelet does not belong to root',
  severity: 'medium',
  category: 'node',
  profile: 'all',
  why: 'The kubelet obeys everybody whose certificate this authority signed: the owner of the file can add an authority of their own.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kubelet-ca'],
  called: 'the client CA of the kubelet',
});
