import { wideningTargets } from '../bindable.ts';
import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'roles-escalate',
  title: 'may widen roles up to',
  from: ['permissions', 'user', 'group', 'serviceaccount'],
  to: ['cluster', 'namespace', 'many'],
  technique: 'T1098.006',
  ease: 'easy',
  why: 'The verb escalate lets a subject write rules into roles that it does not hold itself: it widens the role that it is bound to.',
  remedy: 'Take the verb escalate out of the role.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb'],
  find(world, out) {
    for (const { holder, target, proof } of wideningTargets(world)) out.edge(holder, target, proof);
  },
});
