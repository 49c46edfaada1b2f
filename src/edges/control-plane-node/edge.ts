import { controlPlaneFact } from '../control-plane.ts';
import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'control-plane-node',
  title: 'is part of the control plane of',
  from: ['node'],
  to: ['cluster'],
  technique: 'T1552.004',
  ease: 'easy',
  why: 'The keys of the cluster, its database and the credentials of administrators lie on this node.',
  remedy: 'Run no workloads on nodes of the control plane, and keep its directories and sockets out of pods.',
  references: ['https://kubernetes.io/docs/setup/best-practices/certificates/'],
  find({ places, clusterAdmin }, out) {
    for (const node of places.nodes) {
      const fact = controlPlaneFact(node);
      if (fact && !node.assumed) out.edge(node, clusterAdmin, fact);
    }
  },
});
