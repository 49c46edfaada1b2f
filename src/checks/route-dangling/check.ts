import { defineCheck } from '../../model/check.ts';
import { ROUTE_TYPES, deadBackends } from '../../network/services.ts';

export default defineCheck({
  id: 'route-dangling',
  title: 'Route leads to a Service that is not there',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'Requests end in errors, and whoever may create a Service of that name in the namespace takes over the host.',
  remedy: 'Correct the name, namespace or port of the Service, or scan the file that holds it as well.',
  references: ['https://gateway-api.sigs.k8s.io/api-types/httproute/'],
  types: ROUTE_TYPES.filter((type) => type !== 'Ingress'),
  find: (resource, { inventory }) => deadBackends(inventory, resource),
});
