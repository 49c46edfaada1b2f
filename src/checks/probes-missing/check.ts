import { containersWithoutProbe } from '../../kubernetes/container-needs.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'probes-missing',
  title: 'Container has no probe at all',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'Kubernetes can tell neither whether the container is ready nor whether it still works.',
  remedy: 'Add at least a readiness or a liveness probe.',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  types: WORKLOAD_TYPES,
  covers: ['liveness-probe-missing', 'readiness-probe-missing'],
  find: (resource) =>
    containersWithoutProbe(resource, ['livenessProbe', 'readinessProbe', 'startupProbe']).map(
      ({ container, path }) => ({
        path,
        message: `container ${container.name} has no liveness, readiness or startup probe`,
      }),
    ),
});
