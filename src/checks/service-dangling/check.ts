import { holdsWorkloads } from '../../kubernetes/namespaces.ts';
import { defineCheck } from '../../model/check.ts';
import { selectsPods, workloadsBehind } from '../../network/services.ts';
import { asObject, at, show } from '../../std/value.ts';

export default defineCheck({
  id: 'service-dangling',
  title: 'Service selects no pods',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'Clients get no answer, and whoever may create pods in the namespace can take the place of those that are missing.',
  remedy: 'Correct the selector or the labels of the pods, or scan the file that holds the workload as well.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  types: ['Service'],
  /** `alone: true` speaks also where the scan holds nothing that could be meant: a single file, say. */
  parameters: { alone: false },
  find(resource, { inventory }, { alone }) {
    if (!alone && !holdsWorkloads(inventory)) return [];
    if (!selectsPods(resource) || workloadsBehind(inventory, resource).length > 0) return [];
    const pairs = Object.entries(asObject(at(resource.object, 'spec', 'selector')));
    const labels = pairs.map(([key, value]) => `${key}=${show(value)}`).join(', ');
    return [{ path: ['spec', 'selector'], message: `no workload of the namespace has pods with the labels ${labels}` }];
  },
});
