import { autoscalerOf, fewestReplicas } from '../../kubernetes/scaling.ts';
import { defineCheck } from '../../model/check.ts';
import { asNumber } from '../../std/value.ts';

export default defineCheck({
  id: 'few-replicas',
  title: 'Workload runs too few replicas',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'With one replica each rollout, drained node or crash is an outage.',
  remedy:
    'Run at least as many replicas as the configured minimum, or let an autoscaler with such a floor set the number.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas'],
  types: [
    'Deployment',
    'ReplicaSet',
    'ReplicationController',
    'DeploymentConfig',
    'DeploymentConfig.apps.openshift.io',
    'Rollout.argoproj.io',
    'CloneSet.apps.kruise.io',
  ],
  parameters: { minimum: 2 },
  find(resource, { inventory }, parameters) {
    const minimum = asNumber(parameters.minimum) ?? 2;
    const replicas = fewestReplicas(inventory, resource);
    if (replicas >= minimum) return [];
    const whose = autoscalerOf(inventory, resource) ? 'the autoscaler goes down to' : 'the workload has';
    return [{ path: ['spec', 'replicas'], message: `${whose} ${replicas} of at least ${minimum} replicas` }];
  },
});
