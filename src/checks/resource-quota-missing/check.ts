import { SPEAKER_TYPES, inEffectiveNamespace, spokenNamespace } from '../../kubernetes/namespaces.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'resource-quota-missing',
  title: 'Namespace has no ResourceQuota',
  severity: 'low',
  category: 'resources',
  profile: 'all',
  why: 'Whoever may create pods in the namespace may take the capacity of the whole cluster, by mistake or on purpose.',
  remedy: 'Add a ResourceQuota to the namespace.',
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  types: SPEAKER_TYPES,
  find(resource, { inventory }) {
    const namespace = spokenNamespace(inventory, resource);
    if (namespace === undefined || inEffectiveNamespace(inventory, 'ResourceQuota', namespace).length > 0) return [];
    return [{ path: ['metadata', 'name'], message: `no ResourceQuota is among the objects of namespace ${namespace}` }];
  },
});
