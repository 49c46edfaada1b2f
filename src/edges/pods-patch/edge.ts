import { defineEdge } from '../edge.ts';
import { stepsByRight } from '../granted.ts';

export default defineEdge({
  id: 'pods-patch',
  title: 'may swap the image of',
  from: ['permissions'],
  to: ['pod', 'many'],
  technique: 'T1610',
  ease: 'easy',
  why: 'The image of a running pod may be changed in place: the container starts again with what the attacker chose, and keeps its account and volumes.',
  remedy: 'Take update and patch of pods out of the role; controllers change pods themselves.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement'],
  find(world, out) {
    stepsByRight(world, 'pods', { verbs: ['update', 'patch'], groups: [''], resource: 'pods' }, out);
  },
});
