import { findEffective, namespaceOf } from '../../kubernetes/namespaces.ts';
import { matchesMap } from '../../kubernetes/selector.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import type { Scope } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'statefulset-without-service',
  title: 'StatefulSet has no headless Service of its own',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'The stable names of the pods come from that Service; without it the members of a cluster cannot find each other.',
  remedy: 'Name in `spec.serviceName` a Service of the same namespace that has `clusterIP: None` and selects the pods.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  types: ['StatefulSet'],
  find(resource, scope) {
    const problem = problemOf(resource, scope);
    return problem ? [{ path: ['spec', 'serviceName'], message: problem }] : [];
  },
});

function problemOf(resource: Resource, { inventory }: Scope): string | undefined {
  const name = asString(at(resource.object, 'spec', 'serviceName'));
  if (!name) return 'the StatefulSet names no Service';
  const service = findEffective(inventory, 'Service', namespaceOf(resource), name);
  if (!service) return `there is no Service ${name} in the namespace`;
  if (at(service.object, 'spec', 'clusterIP') !== 'None') return `the Service ${name} is not headless`;
  const labels = workloadOf(resource)?.labels ?? {};
  const selects = matchesMap(at(service.object, 'spec', 'selector'), labels);
  return selects ? undefined : `the Service ${name} does not select these pods`;
}
