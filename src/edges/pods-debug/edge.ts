import { defineEdge } from '../edge.ts';
import { stepsByRight } from '../granted.ts';

export default defineEdge({
  id: 'pods-debug',
  title: 'may add a container to',
  from: ['permissions'],
  to: ['pod', 'many'],
  technique: 'T1609',
  ease: 'easy',
  why: 'An ephemeral container joins a running pod: it shares its network, its account and, where asked for, the processes of another container.',
  remedy: 'Take pods/ephemeralcontainers out of the role.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/'],
  find(world, out) {
    stepsByRight(
      world,
      'pods',
      { verbs: ['update', 'patch'], groups: [''], resource: 'pods/ephemeralcontainers' },
      out,
    );
  },
});
