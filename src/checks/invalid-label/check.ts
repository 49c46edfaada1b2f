import { isLabelKey, isLabelValue } from '../../kubernetes/selector.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { asObject } from '../../std/value.ts';

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
    const workload = workloadOf(resource);
    const own = invalid(resource.object['metadata'], METADATA);
    return workload && workload.metadataPath.length > METADATA.length
      ? [...own, ...invalid(workload.metadata, workload.metadataPath)]
      : own;
  },
});

const METADATA: Path = ['metadata'];

function invalid(metadata: Json | undefined, path: Path): Violation[] {
  const labels = asObject(asObject(metadata)['labels']);
  const found: Violation[] = [];
  for (const key in labels) {
    const problem = problemOf(key, labels[key]);
    if (problem) found.push({ path: [...path, 'labels', key], message: problem });
  }
  return found;
}

function problemOf(key: string, value: Json | undefined): string | undefined {
  if (!isLabelKey(key)) return `the label key ${JSON.stringify(key)} is not valid`;
  if (value === null || (typeof value === 'string' && isLabelValue(value))) return undefined;
  const problem = typeof value === 'string' ? 'is not valid' : 'is not a string';
  return `the value ${JSON.stringify(value)} of label ${key} ${problem}`;
}
