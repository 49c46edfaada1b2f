import { hostPathsOf } from '../../kubernetes/pod-security/volumes.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'docker-sock-mount',
  title: 'Container runtime socket is mounted into a pod',
  severity: 'critical',
  category: 'pod',
  profile: 'recommended',
  why: 'The socket takes orders to run containers without any check, so a process that reaches it can start a privileged container and own the node.',
  remedy:
    'Remove the mount; build images with a rootless builder, and read container data from the kubelet or the API server.',
  references: [
    'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['hostPath']],
  parameters: {
    sockets: ['docker.sock', 'dockershim.sock', 'cri-dockerd.sock', 'containerd.sock', 'crio.sock', 'podman.sock'],
    directories: [
      '/run/containerd',
      '/run/crio',
      '/run/docker',
      '/run/k3s/containerd',
      '/run/podman',
      '/var/run/containerd',
      '/var/run/crio',
      '/var/run/docker',
    ],
  },
  covers: ['host-path-volume', 'host-path-writable', 'restricted-volume-types'],
  find: (resource, _scope, { sockets, directories }) =>
    perPod(resource, (workload) =>
      hostPathsOf(workload)
        .filter(
          ({ directory }) => sockets.some((name) => directory.endsWith(`/${name}`)) || directories.includes(directory),
        )
        .map(({ volume, directory, path }) => ({
          path,
          message: `volume "${volume.name}" is the container runtime's ${directory}`,
        })),
    ),
});
