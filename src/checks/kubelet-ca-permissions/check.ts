import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'kubelet-ca-permissions',
  title: 'Client CA file of the kubelet is open wider than 0644',
  severity: 'medium',
  category: 'node',
  profile: 'all',
  why: 'The kubelet obeys everybody whose certificate this authority signed: whoever can write the file adds an authority of their own.',
  remedy: 'Run `chmod 644` on the file.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['kubelet-ca'],
  called: 'the client CA of the kubelet',
  mode: '0644',
});
