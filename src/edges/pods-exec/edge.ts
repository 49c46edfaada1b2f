import { defineEdge } from '../edge.ts';
import { targetsOf } from '../targets.ts';

export default defineEdge({
  id: 'pods-exec',
  title: 'may run commands in',
  from: ['permissions'],
  to: ['pod', 'many'],
  technique: 'T1609',
  ease: 'easy',
  why: 'pods/exec opens a shell in any container that the rule covers. `get` is as good as `create`: a websocket starts with a GET.',
  remedy: 'Take pods/exec out of the role, or name the pods that it is about.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
  ],
  find(world, out) {
    for (const grant of world.access.grants({ verbs: ['create', 'get'], groups: [''], resource: 'pods/exec' })) {
      for (const target of targetsOf(world, 'pods', grant)) out.edge(grant.set, target, grant.proof);
    }
  },
});
