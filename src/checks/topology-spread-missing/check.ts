import { mayRunSeveral } from '../../kubernetes/scaling.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asList } from '../../std/value.ts';

export default defineCheck({
  id: 'topology-spread-missing',
  title: 'Replicas are not spread over failure domains',
  severity: 'info',
  category: 'reliability',
  profile: 'all',
  why: 'Without a topology spread constraint the scheduler may put all replicas into one zone or on one node, whose failure then ends the service.',
  remedy: 'Add `topologySpreadConstraints` over zones and nodes that select the pods themselves.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  types: [
    'Deployment',
    'StatefulSet',
    'ReplicaSet',
    'DeploymentConfig',
    'DeploymentConfig.apps.openshift.io',
    'Rollout.argoproj.io',
  ],
  find(resource, { inventory }) {
    const workload = workloadOf(resource);
    if (!workload || !mayRunSeveral(inventory, resource)) return [];
    if (asList(workload.pod['topologySpreadConstraints']).length > 0) return [];
    const path = [...workload.path, 'topologySpreadConstraints'];
    return [{ path, message: 'the pods have no topology spread constraint' }];
  },
});
