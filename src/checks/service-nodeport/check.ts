import { defineCheck } from '../../model/check.ts';
import { at } from '../../std/value.ts';

export default defineCheck({
  id: 'service-nodeport',
  title: 'Service opens a port on every node',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'The port answers on all addresses of all nodes, past ingress controllers and their authentication, and past network policies that go by the address of the client.',
  remedy: 'Use ClusterIP behind an Ingress or Gateway, or a load balancer.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  types: ['Service'],
  needs: () => [['NodePort']],
  find(resource) {
    if (at(resource.object, 'spec', 'type') !== 'NodePort') return [];
    return [{ path: ['spec', 'type'], message: `the Service ${resource.name} is of type NodePort` }];
  },
});
