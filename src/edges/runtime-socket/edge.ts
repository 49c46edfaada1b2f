import { asList, asNumber, at } from '../../std/value.ts';
import { defineEdge } from '../edge.ts';
import { mayBeRoot } from '../escape.ts';
import type { Container } from '../world-pods.ts';
import { shows } from '../world-volumes.ts';

const SOCKETS: readonly string[] = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/run/podman/podman.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/dockershim.sock',
  '/run/docker/containerd/containerd.sock',
  '/run/k0s/containerd.sock',
  '/run/buildkit/buildkitd.sock',
  '/run/nri/nri.sock',
]
  .flatMap((socket) => [socket, `/var${socket}`])
  .concat('/var/snap/microk8s/common/run/containerd.sock');

/** Sockets belong to root and to a group of their own, which a pod may be given. */
function mayOpen(container: Container): boolean {
  const { pod } = container.pod.view;
  const groups = [at(pod, 'securityContext', 'fsGroup'), at(pod, 'securityContext', 'runAsGroup')];
  const more = asList(at(pod, 'securityContext', 'supplementalGroups'));
  return mayBeRoot(container) || [...groups, ...more].some((group) => asNumber(group) !== undefined);
}

export default defineEdge({
  id: 'runtime-socket',
  title: 'gives orders to the container runtime of',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: 'The socket of the runtime takes orders from whoever opens it: a privileged container that mounts the root of the node is one request away. Read-only mounts change nothing.',
  remedy: 'Do not mount sockets of the runtime; use the API server or an agent that is asked for what is needed.',
  references: [
    'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  find({ places }, out) {
    for (const container of places.nodeReaders) {
      const mount = container.mounts.find((one) => SOCKETS.some((socket) => shows(one, socket)));
      if (mount && mayOpen(container)) out.edge(container, container.pod.node, mount.fact);
    }
  },
});
