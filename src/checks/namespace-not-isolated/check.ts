import { SPEAKER_TYPES, isSystemNamespace, spokenNamespace } from '../../kubernetes/namespaces.ts';
import { defineCheck } from '../../model/check.ts';
import { isolationOf } from '../../network/policies.ts';

export default defineCheck({
  id: 'namespace-not-isolated',
  title: 'Namespace takes traffic from the whole cluster',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'Where no policy denies by default, one pod that is broken into anywhere in the cluster can attack everything in the namespace. Manifests that name no namespace are not judged: where they land is said when they are applied.',
  remedy:
    'Add a NetworkPolicy with an empty `podSelector` and no ingress rules, then policies for the traffic that is needed.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-traffic',
  ],
  types: SPEAKER_TYPES,
  find(resource, { inventory }) {
    const namespace = spokenNamespace(inventory, resource);
    if (namespace === undefined || isSystemNamespace(namespace)) return [];
    if (resource.type !== 'Namespace' && resource.namespace === '') return [];
    const { workloads, open } = isolationOf(inventory, namespace);
    if (open.length === 0) return [];
    const which =
      open.length === workloads
        ? 'none of its workloads'
        : `only ${workloads - open.length} of its ${workloads} workloads`;
    const message = `namespace ${namespace}: ${which} can refuse traffic from other pods`;
    return [{ path: ['metadata', 'name'], message }];
  },
});
