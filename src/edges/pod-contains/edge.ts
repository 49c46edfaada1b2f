import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'pod-contains',
  title: 'contains',
  from: ['pod'],
  to: ['container'],
  ease: 'given',
  why: 'Whoever controls a pod, by the API or from its node, controls every container in it.',
  remedy: 'Nothing has to be done about it: it is what a pod is.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/'],
  find({ places }, out) {
    for (const pod of places.pods) for (const container of pod.containers) out.edge(pod, container);
  },
});
