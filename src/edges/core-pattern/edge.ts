import { defineEdge } from '../edge.ts';
import { escapes, mayBeRoot } from '../escape.ts';
import { type Mount, shows } from '../world-volumes.ts';

/** The root of a node has /proc mounted below it: a read-only mount of the root leaves that writable. */
function opens(mount: Mount): boolean {
  const closed = mount.readOnly && (mount.hostPath !== '/' || mount.readOnlyBelow);
  return !closed && shows(mount, '/proc/sys/kernel/core_pattern');
}

export default defineEdge({
  id: 'core-pattern',
  title: 'names the handler of core dumps of',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: 'Who writes /proc/sys/kernel/core_pattern of the node names a program that the kernel runs as root outside of the container when any process crashes.',
  remedy:
    'Do not mount /proc of the node, or mount it read-only; a mount of its root has to be read-only recursively (recursiveReadOnly).',
  references: [
    'https://man7.org/linux/man-pages/man5/core.5.html',
    'https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  guards: ['user namespace of the pod'],
  find(world, out) {
    for (const container of world.places.nodeReaders) {
      const mount = container.mounts.find(opens);
      if (mount && mayBeRoot(container)) escapes(world, container, [mount.fact], out);
    }
  },
});
