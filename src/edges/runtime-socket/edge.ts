import { defineEdge } from '../edge.ts';
import { shows } from '../world-volumes.ts';

const SOCKETS: readonly string[] = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/run/podman/podman.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/dockershim.sock',
].flatMap((socket) => [socket, `/var${socket}`]);

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
    for (const container of places.containers) {
      const mount = container.mounts.find((one) => SOCKETS.some((socket) => shows(one, socket)));
      if (mount) out.edge(container, container.pod.node, mount.fact);
    }
  },
});
