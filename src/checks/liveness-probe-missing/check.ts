import { containersWithoutProbe } from '../../kubernetes/container-needs.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'liveness-probe-missing',
  title: 'Container has no liveness probe',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'A process that hangs keeps its pod running and useless until somebody notices.',
  remedy: 'Add a `livenessProbe` that fails only when a restart would help.',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  types: WORKLOAD_TYPES,
  find: (resource) =>
    containersWithoutProbe(resource, ['livenessProbe']).map(({ container, path }) => ({
      path,
      message: `container ${container.name} has no liveness probe`,
    })),
});
