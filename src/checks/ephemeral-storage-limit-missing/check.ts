import { containersWithoutAmount } from '../../kubernetes/container-needs.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'ephemeral-storage-limit-missing',
  title: 'Container has no limit on local storage',
  severity: 'info',
  category: 'resources',
  profile: 'all',
  why: 'A container that fills the disk of its node with logs or temporary files makes the kubelet evict other pods.',
  remedy: 'Set `resources.limits.ephemeral-storage`.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage',
  ],
  types: WORKLOAD_TYPES,
  // Kustomize's patches often leave image and resources to other files.
  parameters: { incomplete: false },
  find: (resource, _scope, { incomplete }) =>
    containersWithoutAmount(resource, { bound: 'limits', name: 'ephemeral-storage' }, incomplete).map(
      ({ container, path }) => ({
        path,
        message: `container ${container.name} has no limit on ephemeral storage`,
      }),
    ),
});
