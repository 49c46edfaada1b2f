import { inEffectiveNamespace, namespaceOf, speaksForNamespace } from '../../kubernetes/namespaces.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

/** Said once per namespace, at its first workload. */
export default defineCheck({
  id: 'limit-range-missing',
  title: 'Namespace has no LimitRange',
  severity: 'low',
  category: 'resources',
  profile: 'all',
  why: 'Containers that state no requests or limits get none, so one of them may use up a node.',
  remedy: 'Add a LimitRange with defaults to the namespace.',
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  types: WORKLOAD_TYPES,
  *find(resource, { inventory }) {
    if (!speaksForNamespace(inventory, resource)) return;
    const namespace = namespaceOf(resource);
    if (inEffectiveNamespace(inventory, 'LimitRange', namespace).length > 0) return;
    yield { path: ['metadata', 'name'], message: `no LimitRange is among the objects of namespace ${namespace}` };
  },
});
