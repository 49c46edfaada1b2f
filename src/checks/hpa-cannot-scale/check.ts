import { defineCheck } from '../../model/check.ts';
import { asNumber, at } from '../../std/value.ts';

export default defineCheck({
  id: 'hpa-cannot-scale',
  title: 'Autoscaler cannot scale',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'An autoscaler whose floor is its ceiling never adds a replica, and one whose floor is above it is refused.',
  remedy: 'Raise `maxReplicas` above `minReplicas`.',
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  types: ['HorizontalPodAutoscaler'],
  find(resource) {
    const least = asNumber(at(resource.object, 'spec', 'minReplicas')) ?? 1;
    const most = asNumber(at(resource.object, 'spec', 'maxReplicas'));
    if (most === undefined || most > least) return [];
    return [{ path: ['spec', 'maxReplicas'], message: `maxReplicas is ${most} and minReplicas ${least}` }];
  },
});
