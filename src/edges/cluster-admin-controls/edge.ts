import { defineEdge } from '../edge.ts';
import type { Many } from '../vertices.ts';

const EVERYTHING: readonly Many[] = ['nodes', 'pods', 'secrets', 'serviceaccounts', 'namespaces'];

export default defineEdge({
  id: 'cluster-admin-controls',
  title: 'controls',
  from: ['cluster'],
  to: ['many'],
  ease: 'given',
  why: 'Who may do everything in the API controls every node, pod, secret and identity.',
  remedy: 'Nothing has to be done about it: it is what cluster-admin is.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  find(world, out) {
    for (const kind of EVERYTHING) out.edge(world.clusterAdmin, world.many(kind, ''));
  },
});
