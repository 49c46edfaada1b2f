import { defineEdge } from '../edge.ts';
import { targetsOf } from '../targets.ts';

export default defineEdge({
  id: 'pods-attach',
  title: 'may attach to',
  from: ['permissions'],
  to: ['pod', 'many'],
  technique: 'T1609',
  ease: 'moderate',
  why: 'pods/attach joins the standard input of a running process: where that is a shell or a debugger, it takes commands.',
  remedy: 'Take pods/attach out of the role, or name the pods that it is about.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/'],
  find(world, out) {
    for (const grant of world.access.grants({ verbs: ['create', 'get'], groups: [''], resource: 'pods/attach' })) {
      for (const target of targetsOf(world, 'pods', grant)) out.edge(grant.set, target, grant.proof);
    }
  },
});
