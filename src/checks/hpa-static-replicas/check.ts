import { autoscalerOf, statedReplicas } from '../../kubernetes/scaling.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'hpa-static-replicas',
  title: 'Autoscaled workload also states a number of replicas',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'Every time the manifest is applied it sets the number back, so a rollout under load starts with too few pods.',
  remedy: 'Leave `spec.replicas` out and the number to the autoscaler.',
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  ],
  types: [
    'Deployment',
    'StatefulSet',
    'ReplicaSet',
    'ReplicationController',
    'DeploymentConfig',
    'DeploymentConfig.apps.openshift.io',
    'Rollout.argoproj.io',
  ],
  needs: () => [['replicas']],
  find(resource, { inventory }) {
    if (resource.origin.live) return []; // the API server stores a number whoever sets it
    const replicas = statedReplicas(resource);
    const autoscaler = autoscalerOf(inventory, resource);
    if (replicas === undefined || !autoscaler) return [];
    const path = ['spec', 'replicas'];
    return [
      {
        path,
        message: `the workload states ${replicas} replicas and the autoscaler ${autoscaler.name} sets them too`,
        evidence: [{ resource: autoscaler, path: ['spec', 'scaleTargetRef'], note: 'scales this workload' }],
        fix: { title: 'Leave the number to the autoscaler', safe: false, edits: [{ op: 'remove', path }] },
      },
    ];
  },
});
