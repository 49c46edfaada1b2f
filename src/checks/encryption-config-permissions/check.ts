import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'encryption-config-permissions',
  title: 'Encryption configuration is open wider than 0600',
  severity: 'high',
  category: 'control-plane',
  profile: 'recommended',
  why: 'It holds the keys that Secrets are encrypted with in etcd: who can read it and a backup of etcd has every Secret.',
  remedy: 'Run `chmod 600` on the file.',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/'],
  roles: ['encryption-config'],
  called: 'the encryption configuration of the API server',
  mode: '0600',
});
