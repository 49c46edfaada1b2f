import { type DeprecatedName, deprecatedAnnotation } from '../../kubernetes/api-versions/fields.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { asObject } from '../../std/value.ts';

export default defineCheck({
  id: 'deprecated-annotation',
  title: 'Annotation is deprecated or no longer honoured',
  severity: 'low',
  category: 'hygiene',
  profile: 'all',
  why: 'An annotation that Kubernetes has stopped reading does nothing, so a protection that it asked for is not there.',
  remedy: 'Use the field or annotation that replaces it.',
  references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/'],
  types: '*',
  needs: () => [['annotations']],
  find(resource, { minor }) {
    const own = deprecated(resource.object['metadata'], METADATA, minor);
    const workload = workloadOf(resource);
    return workload && workload.metadataPath.length > METADATA.length
      ? [...own, ...deprecated(workload.metadata, workload.metadataPath, minor)]
      : own;
  },
});

const METADATA: Path = ['metadata'];

function deprecated(metadata: Json | undefined, path: Path, minor: number): Violation[] {
  const found: Violation[] = [];
  for (const key in asObject(asObject(metadata)['annotations'])) {
    const fate = deprecatedAnnotation(key, minor);
    if (!fate) continue;
    const removed = fate.removedIn !== undefined && minor >= fate.removedIn;
    const severity = removed ? 'medium' : 'low';
    found.push({ path: [...path, 'annotations', key], severity, message: inWords(key, fate, removed) });
  }
  return found;
}

function inWords(key: string, { since, removedIn, replacement }: DeprecatedName, removed: boolean): string {
  const what = removed ? `is not read since Kubernetes 1.${removedIn}` : `is deprecated since 1.${since}`;
  return `the annotation ${key} ${what}${replacement ? `: use ${replacement}` : ''}`;
}
