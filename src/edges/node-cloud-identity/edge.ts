import { instanceRole } from '../cloud.ts';
import { nodeRoles } from '../cloud-roles.ts';
import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'node-cloud-identity',
  title: 'has from its metadata service',
  from: ['node'],
  to: ['cloudrole'],
  technique: 'T1552.005',
  ease: 'easy',
  why: 'The metadata service gives every process of the node credentials of its cloud identity.',
  remedy: 'Give nodes an identity with no rights but those that kubelets need, and workloads identities of their own.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html'],
  find(world, out) {
    for (const node of world.places.nodes) {
      const role = instanceRole(world, node);
      if (role) out.edge(node, role.vertex, role.fact);
    }
    for (const { from, vertex, fact } of nodeRoles(world)) out.edge(from, vertex, fact);
  },
});
