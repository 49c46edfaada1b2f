import { isStaticPod } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asList, at } from '../../std/value.ts';

export default defineCheck({
  id: 'naked-pod',
  title: 'Pod has no controller',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'Nothing starts it again when its node fails or is drained, and it cannot be rolled out, scaled or rolled back.',
  remedy: 'Put it in a Deployment, StatefulSet or Job.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/overview/',
    'https://kubernetes.io/docs/concepts/workloads/pods/',
  ],
  types: ['Pod'],
  find: (resource) => {
    if (isStaticPod(resource) || asList(at(resource.object, 'metadata', 'ownerReferences')).length > 0) return [];
    return [{ path: ['kind'], message: 'the pod has no owner that would start it again' }];
  },
});
