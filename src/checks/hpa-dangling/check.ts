import { holdsWorkloads } from '../../kubernetes/namespaces.ts';
import { scaleTargetOf } from '../../kubernetes/scaling.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'hpa-dangling',
  title: 'Autoscaler has nothing to scale',
  severity: 'medium',
  category: 'reliability',
  profile: 'recommended',
  why: 'The target is not among the objects of this namespace, so the workload that was meant stays at a fixed size under load.',
  remedy: 'Correct kind, name and namespace of the target, or scan the file that holds it as well.',
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  types: ['HorizontalPodAutoscaler'],
  /** Objects of other kinds are often made by an operator, and need not be among the manifests. */
  /** `alone: true` speaks also where the scan holds nothing that could be meant: a single file, say. */
  parameters: { alone: false },
  find(resource, { inventory }, { alone }) {
    if (!alone && !holdsWorkloads(inventory)) return [];
    const target = scaleTargetOf(inventory, resource);
    if (!target || target.object || !WORKLOAD_TYPES.includes(target.type)) return [];
    const path = ['spec', 'scaleTargetRef', 'name'];
    return [{ path, message: `there is no ${target.type} ${target.name} in the namespace` }];
  },
});
