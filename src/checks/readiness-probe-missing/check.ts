import { containersWithoutProbe } from '../../kubernetes/container-needs.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'readiness-probe-missing',
  title: 'Container has no readiness probe',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'Services send requests to the pod before it can answer and while it cannot, so every rollout drops some.',
  remedy: 'Add a `readinessProbe` that succeeds once the container can serve.',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  types: WORKLOAD_TYPES,
  find: (resource) =>
    containersWithoutProbe(resource, ['readinessProbe']).map(({ container, path }) => ({
      path,
      message: `container ${container.name} has no readiness probe`,
    })),
});
