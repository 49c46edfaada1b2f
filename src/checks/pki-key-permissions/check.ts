import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'pki-key-permissions',
  title: 'Private key of the cluster is open wider than 0600',
  severity: 'high',
  category: 'control-plane',
  profile: 'recommended',
  why: 'With the key of an authority or of service accounts anybody signs credentials with any rights, and nobody can take them back without replacing the key.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['pki-key', 'kubelet-key'],
  called: 'a private key of the cluster',
  mode: '0600',
});
