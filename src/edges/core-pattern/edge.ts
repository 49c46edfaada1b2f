import { defineEdge } from '../edge.ts';
import { escapes, mayBeRoot } from '../escape.ts';
import { shows } from '../world-volumes.ts';

export default defineEdge({
  id: 'core-pattern',
  title: 'names the handler of core dumps of',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: 'Who writes /proc/sys/kernel/core_pattern of the node names a program that the kernel runs as root outside of the container when any process crashes.',
  remedy: 'Do not mount /proc of the node, or mount it read-only.',
  references: [
    'https://man7.org/linux/man-pages/man5/core.5.html',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  guards: ['user namespace of the pod'],
  find(world, out) {
    for (const container of world.places.containers) {
      const mount = container.mounts.find((one) => !one.readOnly && shows(one, '/proc/sys/kernel'));
      if (mount && mayBeRoot(container)) escapes(world, container, [mount.fact], out);
    }
  },
});
