import { boundTargets } from '../bindable.ts';
import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'roles-bind',
  title: 'may bind roles up to',
  from: ['permissions', 'user', 'group', 'serviceaccount'],
  to: ['cluster', 'namespace', 'permissions', 'many'],
  technique: 'T1098.006',
  ease: 'easy',
  why: 'The verb bind lets a subject give away roles that it does not hold: it binds the strongest one to itself, or joins the subjects of a binding that it may change.',
  remedy: 'Take the verb bind out of the role, or name the roles that may be bound.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#bind-verb'],
  find(world, out) {
    for (const { holder, target, proof } of boundTargets(world)) out.edge(holder, target, proof);
  },
});
