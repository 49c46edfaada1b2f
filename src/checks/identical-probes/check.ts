import { WORKLOAD_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { equalJson, isObject } from '../../std/value.ts';

export default defineCheck({
  id: 'identical-probes',
  title: 'Liveness and readiness are the same probe',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'A container that is only slow gets killed at the moment when it should just be left alone, and under load all replicas restart together.',
  remedy: 'Make the liveness probe slower to fail, or have it ask for less than the readiness probe.',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  types: WORKLOAD_TYPES,
  needs: () => [['livenessProbe']],
  find(resource) {
    const alike = containersOf(resource).filter(
      ({ spec }) => isObject(spec['livenessProbe']) && equalJson(spec['livenessProbe'], spec['readinessProbe']),
    );
    return alike.map(({ name, path }) => ({
      path: [...path, 'livenessProbe'],
      message: `container ${name} has the same probe for both`,
    }));
  },
});
