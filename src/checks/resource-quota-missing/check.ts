import { inEffectiveNamespace, namespaceOf, speaksForNamespace } from '../../kubernetes/namespaces.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

/** Said once per namespace, at its first workload. */
export default defineCheck({
  id: 'resource-quota-missing',
  title: 'Namespace has no ResourceQuota',
  severity: 'low',
  category: 'resources',
  profile: 'all',
  why: 'Whoever may create pods in the namespace may take the capacity of the whole cluster, by mistake or on purpose.',
  remedy: 'Add a ResourceQuota to the namespace.',
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  types: WORKLOAD_TYPES,
  *find(resource, { inventory }) {
    if (!speaksForNamespace(inventory, resource)) return;
    const namespace = namespaceOf(resource);
    if (inEffectiveNamespace(inventory, 'ResourceQuota', namespace).length > 0) return;
    yield { path: ['metadata', 'name'], message: `no ResourceQuota is among the objects of namespace ${namespace}` };
  },
});
