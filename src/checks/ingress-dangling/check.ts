import { defineCheck } from '../../model/check.ts';
import { deadBackends } from '../../network/services.ts';

export default defineCheck({
  id: 'ingress-dangling',
  title: 'Ingress leads to a Service that is not there',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'Requests end in errors, and whoever may create a Service of that name in the namespace takes over the host.',
  remedy: 'Correct the name, namespace or port of the Service, or scan the file that holds it as well.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource'],
  types: ['Ingress'],
  /** `alone: true` speaks also where the scan holds nothing that could be meant: a single file, say. */
  parameters: { alone: false },
  find: (resource, { inventory }, { alone }) =>
    alone || inventory.ofType('Service').length > 0 ? deadBackends(inventory, resource) : [],
});
