import { WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'priority-class-missing',
  title: 'Pod has no priority class',
  severity: 'info',
  category: 'reliability',
  profile: 'all',
  why: 'When nodes run short, Kubernetes cannot tell what may wait from what must run, and evicts by other measures.',
  remedy: 'Set `priorityClassName` on the pod.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  types: WORKLOAD_TYPES,
  find(resource) {
    const workload = workloadOf(resource);
    if (!workload || workload.pod['priorityClassName']) return [];
    return [{ path: [...workload.path, 'priorityClassName'], message: 'the pod names no priority class' }];
  },
});
