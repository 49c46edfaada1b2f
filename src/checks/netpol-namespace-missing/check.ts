import { isSystemNamespace } from '../../kubernetes/namespaces.ts';
import { defineCheck } from '../../model/check.ts';
import { hasPolicies } from '../../network/policies.ts';

export default defineCheck({
  id: 'netpol-namespace-missing',
  title: 'Namespace has no network policy',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'Everything that will ever run in the namespace takes connections from the whole cluster.',
  remedy: 'Create the namespace together with a NetworkPolicy that denies by default.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies'],
  types: ['Namespace'],
  find(resource, { inventory }) {
    if (isSystemNamespace(resource.name) || hasPolicies(inventory, resource.name)) return [];
    return [
      {
        path: ['metadata', 'name'],
        message: `no network policy is among the objects of namespace ${resource.name}`,
      },
    ];
  },
});
