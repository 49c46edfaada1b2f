import { isNamedTiller, tillerContainers } from '../../kubernetes/tiller.ts';
import { WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { show } from '../../std/value.ts';

export default defineCheck({
  id: 'tiller-deployed',
  title: 'Tiller of Helm 2 is deployed',
  severity: 'high',
  category: 'hygiene',
  profile: 'recommended',
  why: 'Tiller does whatever anybody who reaches its port asks for, usually as cluster admin, and has had no fixes since 2020.',
  remedy: 'Move the releases to Helm 3, which needs nothing in the cluster, and remove Tiller.',
  references: ['https://helm.sh/docs/topics/v2_v3_migration/', 'https://helm.sh/blog/helm-v2-deprecation-timeline/'],
  types: WORKLOAD_TYPES,
  find(resource) {
    const workload = workloadOf(resource);
    if (!workload) return [];
    const containers = tillerContainers(workload);
    const found: Violation[] = [];
    if (containers.length === 0 && isNamedTiller(workload)) {
      found.push({ path: ['metadata', 'name'], message: `${resource.kind} ${resource.name} is named as Tiller` });
    }
    for (const { name, path, spec } of containers) {
      found.push({
        path: [...path, 'image'],
        message: `container ${name} runs Tiller (${show(spec['image'] ?? 'no image')})`,
      });
    }
    return found;
  },
});
