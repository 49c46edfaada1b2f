import { defineEdge } from '../edge.ts';
import { STREAM_GUARD, streamGrants } from '../granted.ts';
import { throughTheServer } from '../proxied.ts';

export default defineEdge({
  id: 'pods-portforward',
  title: 'may forward ports to',
  from: ['permissions', 'network'],
  to: ['network', 'endpoint'],
  technique: 'T1090',
  ease: 'easy',
  why: 'A forwarded port reaches every port of the pod through the API server, past network policies, and past what listens on localhost only.',
  remedy: 'Take pods/portforward out of the role, or name the pods that it is about.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/'],
  guards: ['Kubernetes 1.35 for who may only get'],
  find(world, out) {
    const { open, stopped } = streamGrants(world, 'pods/portforward');
    throughTheServer(world, open, out);
    throughTheServer(world, stopped, out, STREAM_GUARD);
  },
});
