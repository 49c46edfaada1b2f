import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'masters-group',
  title: 'is as good as',
  from: ['group'],
  to: ['cluster'],
  technique: 'T1078',
  ease: 'given',
  why: 'Members of system:masters pass every check of RBAC, whatever is bound, and their certificates cannot be taken back.',
  remedy: 'Use groups of your own with bindings that can be removed.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  find({ access, clusterAdmin }, out) {
    const masters = access.identities.find(({ name }) => name === 'group/system:masters');
    if (masters) out.edge(masters, clusterAdmin);
  },
});
