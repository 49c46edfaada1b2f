import { defineEdge } from '../edge.ts';
import { stepsByStream } from '../granted.ts';

export default defineEdge({
  id: 'pods-exec',
  title: 'may run commands in',
  from: ['permissions'],
  to: ['pod', 'many'],
  technique: 'T1609',
  ease: 'easy',
  why: 'pods/exec opens a shell in any container that the rule covers. Before Kubernetes 1.35 `get` is as good as `create`: a websocket starts with a GET.',
  remedy: 'Take pods/exec out of the role, or name the pods that it is about.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
  ],
  guards: ['Kubernetes 1.35 for who may only get'],
  find(world, out) {
    stepsByStream(world, 'pods/exec', out);
  },
});
