import { defineCheck } from '../../model/check.ts';
import { asObject, at } from '../../std/value.ts';
import { isExternalLoadBalancer } from '../../network/load-balancers.ts';

export default defineCheck({
  id: 'service-loadbalancer-external',
  title: 'Load balancer has a public address',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'Most clouds give a Service of type LoadBalancer an address on the internet unless an annotation says that it is internal.',
  remedy:
    'Set the annotation of your cloud for an internal load balancer, or accept the finding for what is meant to be public.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer'],
  types: ['Service'],
  needs: () => [['LoadBalancer']],
  find(resource) {
    if (!isExternalLoadBalancer(resource)) return [];
    const annotated = Object.keys(asObject(at(resource.object, 'metadata', 'annotations'))).length > 0;
    const path = annotated ? ['metadata', 'annotations'] : ['metadata', 'name'];
    return [{ path, message: `no annotation makes the load balancer of ${resource.name} internal` }];
  },
});
