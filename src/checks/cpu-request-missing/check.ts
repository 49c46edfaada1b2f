import { containersWithoutAmount } from '../../kubernetes/container-needs.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'cpu-request-missing',
  title: 'Container requests no CPU',
  severity: 'low',
  category: 'resources',
  profile: 'all',
  why: 'The scheduler counts the container as needing nothing, and under load it gets the smallest share of the node.',
  remedy: 'Set `resources.requests.cpu` to what the container usually uses.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  types: WORKLOAD_TYPES,
  // Kustomize's patches often leave image and resources to other files.
  parameters: { incomplete: false },
  find: (resource, _scope, { incomplete }) =>
    containersWithoutAmount(resource, { bound: 'requests', name: 'cpu' }, incomplete).map(({ container, path }) => ({
      path,
      message: `container ${container.name} requests no CPU`,
    })),
});
