import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'sends-from',
  title: 'sends traffic as',
  from: ['container'],
  to: ['network'],
  ease: 'given',
  why: 'A process in a container sends what the network policies of its pod let out.',
  remedy: 'Isolate the pods with network policies that allow only the traffic they need.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  find({ places, network }, out) {
    for (const container of places.containers) {
      const zone = network.zones.of[container.pod.group];
      if (zone) out.edge(container, zone);
    }
  },
});
