import { WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { policiesFor } from '../../network/policies.ts';

export default defineCheck({
  id: 'netpol-missing',
  title: 'No network policy shields the pods',
  severity: 'medium',
  category: 'network',
  profile: 'all',
  why: 'Pods that no policy selects take connections from every pod of the cluster, so one that is broken into leads to all others.',
  remedy: 'Add a NetworkPolicy that selects the pods and lists who may connect.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  types: WORKLOAD_TYPES.filter((type) => type !== 'PodTemplate'),
  /**
   * `direction`: `ingress`: a policy must end the openness for incoming traffic; `any`: one for either direction will do.
   * `hostNetwork`: pods in the network of their node are named too, though no policy of their own could shield them.
   */
  parameters: { direction: 'ingress', hostNetwork: false },
  find(resource, { inventory }, { direction, hostNetwork }) {
    const workload = workloadOf(resource);
    if (!workload || (!hostNetwork && workload.pod['hostNetwork'] === true)) return [];
    const any = direction === 'any';
    if (policiesFor(inventory, workload).some(({ ingress, egress }) => ingress || (any && egress))) return [];
    const what = any ? 'no network policy selects' : 'no network policy for incoming traffic selects';
    return [{ path: ['metadata', 'name'], message: `${what} the pods of ${resource.kind} ${resource.name}` }];
  },
});
