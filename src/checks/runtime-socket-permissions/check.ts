import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'runtime-socket-permissions',
  title: 'Socket of the container runtime is open to everybody',
  severity: 'high',
  category: 'node',
  profile: 'recommended',
  why: 'Whoever may write to the socket starts a privileged container and so is root on the node, past the API server, its admission and its audit log.',
  remedy: 'Run `chmod 660` on the socket, and set the same in the configuration of the runtime; keep its group small.',
  references: [
    'https://kubernetes.io/docs/concepts/architecture/cri/',
    'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
  ],
  roles: ['runtime-socket'],
  called: 'the socket of the container runtime',
  mode: '0660',
});
