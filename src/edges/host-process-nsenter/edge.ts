import { defineEdge } from '../edge.ts';
import { escapes, hostPidFact, isPrivileged, privilegedFact } from '../escape.ts';

export default defineEdge({
  id: 'host-process-nsenter',
  title: 'enters the namespaces of a process of',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: 'Privileged and among the processes of the node, one command enters the namespaces of its first process and is root there.',
  remedy: 'Set hostPID: false and privileged: false.',
  references: [
    'https://man7.org/linux/man-pages/man1/nsenter.1.html',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  guards: ['user namespace of the pod'],
  find(world, out) {
    for (const container of world.places.containers.filter(isPrivileged)) {
      const shared = hostPidFact(container);
      if (shared) escapes(world, container, [privilegedFact(container), shared], out);
    }
  },
});
