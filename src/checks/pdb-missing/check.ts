import { budgetsOf, mayRunSeveral } from '../../kubernetes/scaling.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'pdb-missing',
  title: 'No PodDisruptionBudget guards the workload',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'Draining nodes may evict all replicas at the same moment.',
  remedy: 'Add a PodDisruptionBudget in the same namespace whose selector selects the pods.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  types: [
    'Deployment',
    'StatefulSet',
    'DeploymentConfig',
    'DeploymentConfig.apps.openshift.io',
    'Rollout.argoproj.io',
    'CloneSet.apps.kruise.io',
    'StatefulSet.apps.kruise.io',
  ],
  find(resource, { inventory }) {
    const workload = workloadOf(resource);
    if (!workload || !mayRunSeveral(inventory, resource)) return [];
    if (budgetsOf(inventory, workload).length > 0) return [];
    return [{ path: ['metadata', 'name'], message: `no PodDisruptionBudget selects the pods of ${resource.name}` }];
  },
});
