import { defineEdge } from '../edge.ts';
import { stepsByStream } from '../granted.ts';

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
  guards: ['Kubernetes 1.35 for who may only get'],
  find(world, out) {
    stepsByStream(world, 'pods/attach', out);
  },
});
