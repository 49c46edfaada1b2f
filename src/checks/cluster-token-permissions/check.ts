import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'cluster-token-permissions',
  title: 'Token of the cluster is open wider than 0600',
  severity: 'high',
  category: 'node',
  profile: 'recommended',
  why: 'With this token anybody on the network joins a node to the cluster, and a server token gives the keys of the cluster as well.',
  remedy: 'Run `chmod 600` on the file.',
  references: ['https://docs.k3s.io/cli/token'],
  roles: ['cluster-token'],
  called: 'the token of the cluster',
  mode: '0600',
});
