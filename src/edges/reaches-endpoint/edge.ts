import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'reaches-endpoint',
  title: 'reaches over the network',
  from: ['network'],
  to: ['network', 'endpoint'],
  technique: 'T1210',
  ease: 'easy',
  why: 'No network policy stands between the pods and the port, so whoever is in one can attack the other.',
  remedy: 'Isolate the namespace with a policy that denies by default, and allow the connections that are needed.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  find({ network }, out) {
    const { zones } = network;
    for (const [zone, reached] of zones.pairs()) {
      out.edge(zone, reached, () => network.reachFacts(zone.group, reached.endpoints[0]!));
    }
    for (const reached of zones.reached) {
      for (const endpoint of reached.endpoints) out.edge(reached, endpoint, undefined, 'given');
    }
  },
});
