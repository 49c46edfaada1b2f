import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'exposed-endpoint',
  title: 'reaches',
  from: ['internet'],
  to: ['endpoint'],
  technique: 'T1190',
  ease: 'easy',
  why: 'A load balancer, a route or a port of the nodes leads from outside of the cluster to the workload, and policies let the traffic in.',
  remedy:
    'Keep the Service inside, put authentication before the route, or let network policies take traffic from known peers only.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types'],
  guards: ['network policies'],
  find({ internet, network }, out) {
    for (const endpoint of network.endpoints) {
      for (const door of endpoint.doors) {
        const guard = network.openTo(endpoint, door);
        if (guard) out.blocked(internet, endpoint, guard, door.fact);
        else out.edge(internet, endpoint, door.fact, door.kind === 'node-port' ? 'moderate' : 'easy');
      }
    }
  },
});
