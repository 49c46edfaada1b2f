import { compareQuantity, parseQuantity } from '../../kubernetes/quantity.ts';
import { WORKLOAD_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asObject, at, entryOf, show } from '../../std/value.ts';

export default defineCheck({
  id: 'request-above-limit',
  title: 'Container requests more than its limit',
  severity: 'medium',
  category: 'resources',
  profile: 'recommended',
  why: 'The API server refuses the pods, so the workload never starts.',
  remedy: 'Raise the limit or lower the request.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  types: WORKLOAD_TYPES,
  needs: () => [['requests'], ['limits']],
  find(resource) {
    const found: Violation[] = [];
    for (const { name, path, spec } of containersOf(resource)) {
      const limits = asObject(at(spec, 'resources', 'limits'));
      for (const [key, value] of Object.entries(asObject(at(spec, 'resources', 'requests')))) {
        const bound = entryOf(limits, key);
        const limit = bound === undefined ? undefined : parseQuantity(bound);
        const request = limit && parseQuantity(value);
        if (!request || !limit || compareQuantity(request, limit) <= 0) continue;
        const message = `container ${name} requests ${show(value)} ${key} and may use ${show(bound)}`;
        found.push({ path: [...path, 'resources', 'requests', key], message });
      }
    }
    return found;
  },
});
