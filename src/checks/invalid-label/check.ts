import { isLabelKey, isLabelValue } from '../../kubernetes/selector.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { asObject, at } from '../../std/value.ts';

export default defineCheck({
  id: 'invalid-label',
  title: 'Label is not valid',
  severity: 'medium',
  category: 'hygiene',
  profile: 'all',
  why: 'The API server refuses an object whose labels break its rules, so the rollout stops there.',
  remedy:
    'Use up to 63 letters, digits, dashes, dots and underscores that begin and end with a letter or digit, as a string.',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set'],
  types: '*',
  needs: () => [['labels']],
  find(resource) {
    const own: Path = ['metadata', 'labels'];
    const workload = workloadOf(resource);
    const template: Path = workload ? [...workload.metadataPath, 'labels'] : own;
    const paths = template.length > own.length ? [own, template] : [own];
    return paths.flatMap((path) => invalid(at(resource.object, ...path), path));
  },
});

function invalid(labels: Json | undefined, path: Path): Violation[] {
  return Object.entries(asObject(labels)).flatMap(([key, value]) => {
    if (!isLabelKey(key))
      return [{ path: [...path, key], message: `the label key ${JSON.stringify(key)} is not valid` }];
    if (value === null || (typeof value === 'string' && isLabelValue(value))) return [];
    const problem = typeof value === 'string' ? 'is not valid' : 'is not a string';
    return [{ path: [...path, key], message: `the value ${JSON.stringify(value)} of label ${key} ${problem}` }];
  });
}
