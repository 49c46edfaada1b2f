import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'node-identity',
  title: 'acts as',
  from: ['node'],
  to: ['user', 'group'],
  technique: 'T1078',
  ease: 'easy',
  why: 'The credentials of the kubelet lie on the node: root there is the user system:node:<name> in the group system:nodes.',
  remedy: 'Turn on NodeRestriction, and bind nothing to nodes or to system:nodes.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  find(world, out) {
    for (const node of world.places.nodes) {
      if (!node.assumed) out.edge(node, world.access.user(`system:node:${node.name.slice('node/'.length)}`));
      out.edge(node, world.access.group('system:nodes'));
    }
  },
});
