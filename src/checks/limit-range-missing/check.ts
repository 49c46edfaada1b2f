import { SPEAKER_TYPES, inEffectiveNamespace, spokenNamespace } from '../../kubernetes/namespaces.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'limit-range-missing',
  title: 'Namespace has no LimitRange',
  severity: 'low',
  category: 'resources',
  profile: 'all',
  why: 'Containers that state no requests or limits get none, so one of them may use up a node.',
  remedy: 'Add a LimitRange with defaults to the namespace.',
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  types: SPEAKER_TYPES,
  find(resource, { inventory }) {
    const namespace = spokenNamespace(inventory, resource);
    if (namespace === undefined || inEffectiveNamespace(inventory, 'LimitRange', namespace).length > 0) return [];
    return [{ path: ['metadata', 'name'], message: `no LimitRange is among the objects of namespace ${namespace}` }];
  },
});
