import { hasTillerLabels, isTillerName } from '../../kubernetes/tiller.ts';
import { strings } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { at } from '../../std/value.ts';

export default defineCheck({
  id: 'tiller-service',
  title: 'Service leads to Tiller of Helm 2',
  severity: 'high',
  category: 'hygiene',
  profile: 'recommended',
  why: 'Every pod that reaches the Service can have Tiller install what it likes.',
  remedy: 'Delete the Service together with Tiller.',
  references: ['https://helm.sh/docs/topics/v2_v3_migration/'],
  types: ['Service'],
  find(resource) {
    const labelled = hasTillerLabels(strings(at(resource.object, 'metadata', 'labels')));
    const found: Violation[] = [];
    if (labelled || isTillerName(resource.name)) {
      found.push({ path: ['metadata', 'name'], message: `the Service ${resource.name} is Tiller's` });
    }
    const selector = strings(at(resource.object, 'spec', 'selector'));
    if (hasTillerLabels(selector)) {
      const key = Object.keys(selector).find((name) => selector[name]?.startsWith('tiller')) ?? 'name';
      found.push({
        path: ['spec', 'selector', key],
        message: `the Service ${resource.name} selects the pods of Tiller`,
      });
    }
    return found;
  },
});
