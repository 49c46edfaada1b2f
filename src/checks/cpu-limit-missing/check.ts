import { containersWithoutAmount } from '../../kubernetes/container-needs.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'cpu-limit-missing',
  title: 'Container has no CPU limit',
  severity: 'low',
  category: 'resources',
  profile: 'all',
  why: 'A runaway or hijacked container may use every idle core of the node, which is what miners of coins look for.',
  remedy: 'Set `resources.limits.cpu`, or accept the finding where throttling hurts more than a noisy neighbour.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  types: WORKLOAD_TYPES,
  // Kustomize's patches often leave image and resources to other files.
  parameters: { incomplete: false },
  find: (resource, _scope, { incomplete }) =>
    containersWithoutAmount(resource, { bound: 'limits', name: 'cpu' }, incomplete).map(({ container, path }) => ({
      path,
      message: `container ${container.name} has no CPU limit`,
    })),
});
