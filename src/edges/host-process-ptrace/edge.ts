import { defineEdge } from '../edge.ts';
import { capabilityFact, escapes, hostPidFact, mayBeRoot } from '../escape.ts';

export default defineEdge({
  id: 'host-process-ptrace',
  title: 'traces a process of',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'moderate',
  why: 'With CAP_SYS_PTRACE and the processes of the node in sight, code is written into one that runs as root outside of any container.',
  remedy: 'Set hostPID: false, or drop SYS_PTRACE; a profile of AppArmor stops it on nodes that have it on.',
  references: [
    'https://man7.org/linux/man-pages/man2/ptrace.2.html',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  guards: ['user namespace of the pod'],
  find(world, out) {
    for (const container of world.places.containers) {
      const shared = hostPidFact(container);
      const traces = shared && capabilityFact(container, 'SYS_PTRACE');
      if (traces && mayBeRoot(container)) escapes(world, container, [traces, shared], out);
    }
  },
});
