import { containersWithoutAmount } from '../../kubernetes/container-needs.ts';
import { isControlPlanePod, WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'memory-limit-missing',
  title: 'Container has no memory limit',
  severity: 'medium',
  category: 'resources',
  profile: 'recommended',
  why: 'Without a limit one leak or one hostile request takes the memory of the whole node, and the kernel then kills other pods as well.',
  remedy: 'Set `resources.limits.memory` to what the container needs at its busiest.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  types: WORKLOAD_TYPES,
  // Kustomize's patches often leave image and resources to other files.
  parameters: { incomplete: false },
  find(resource, _scope, { incomplete }) {
    if (isControlPlanePod(resource)) return [];
    const lacks = containersWithoutAmount(resource, { bound: 'limits', name: 'memory' }, incomplete);
    return lacks.map(({ container, path }) => ({ path, message: `container ${container.name} has no memory limit` }));
  },
});
