import { defineEdge } from '../edge.ts';
import { liftsGuard } from '../new-pods.ts';

export default defineEdge({
  id: 'namespace-label-patch',
  title: 'may lift Pod Security and break out to',
  from: ['permissions', 'user', 'group', 'serviceaccount'],
  to: ['many'],
  technique: 'T1562',
  ease: 'easy',
  why: 'Pod Security reads its level from labels of the namespace: who changes those and creates pods there lifts the level first.',
  remedy: 'Take update and patch of namespaces out of roles that may create pods.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification'],
  find(world, out) {
    for (const { holder, proof } of liftsGuard(world)) out.edge(holder, world.many('nodes', ''), proof);
  },
});
