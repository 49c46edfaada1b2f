import { containersWithoutAmount } from '../../kubernetes/container-needs.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'memory-request-missing',
  title: 'Container requests no memory',
  severity: 'low',
  category: 'resources',
  profile: 'all',
  why: 'The scheduler counts the container as needing nothing, packs the node too full, and evicts it first when memory runs short.',
  remedy: 'Set `resources.requests.memory` to what the container usually uses.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  types: WORKLOAD_TYPES,
  // Kustomize's patches often leave image and resources to other files.
  parameters: { incomplete: false },
  find: (resource, _scope, { incomplete }) =>
    containersWithoutAmount(resource, { bound: 'requests', name: 'memory' }, incomplete).map(({ container, path }) => ({
      path,
      message: `container ${container.name} requests no memory`,
    })),
});
