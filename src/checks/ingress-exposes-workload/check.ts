import { defineCheck, type Violation } from '../../model/check.ts';
import { backendsOf, selectsPods, serviceOf } from '../../network/services.ts';

export default defineCheck({
  id: 'ingress-exposes-workload',
  title: 'Workload is reachable from outside through an Ingress',
  severity: 'info',
  category: 'network',
  profile: 'all',
  why: 'What an Ingress leads to is attacked first: it is worth knowing each such workload and holding it to a higher standard.',
  remedy: 'Make sure that the workload is meant to be public and that something asks its callers who they are.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/'],
  types: ['Ingress'],
  find(resource, { inventory }) {
    const found: Violation[] = [];
    for (const backend of backendsOf(resource)) {
      const service = serviceOf(inventory, backend);
      if (!service || !selectsPods(service)) continue;
      found.push({
        path: backend.path,
        message: `the Ingress ${resource.name} leads to the Service ${service.name}`,
        evidence: [{ resource: service, path: ['spec', 'selector'], note: 'selects these pods' }],
      });
    }
    return found;
  },
});
