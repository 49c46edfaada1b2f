import { type DeprecatedName, deprecatedAnnotation } from '../../kubernetes/api-versions/fields.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asObject, at } from '../../std/value.ts';

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
    const own: Path = ['metadata', 'annotations'];
    const workload = workloadOf(resource);
    const template: Path = workload ? [...workload.metadataPath, 'annotations'] : own;
    const paths = template.length > own.length ? [own, template] : [own];
    return paths.flatMap((path) => deprecated(resource, path, minor));
  },
});

function deprecated(resource: Resource, path: Path, minor: number): Violation[] {
  return Object.keys(asObject(at(resource.object, ...path))).flatMap((key) => {
    const fate = deprecatedAnnotation(key, minor);
    if (!fate) return [];
    const removed = fate.removedIn !== undefined && minor >= fate.removedIn;
    return [{ path: [...path, key], severity: removed ? 'medium' : 'low', message: inWords(key, fate, removed) }];
  });
}

function inWords(key: string, { since, removedIn, replacement }: DeprecatedName, removed: boolean): string {
  const what = removed ? `is not read since Kubernetes 1.${removedIn}` : `is deprecated since 1.${since}`;
  return `the annotation ${key} ${what}${replacement ? `: use ${replacement}` : ''}`;
}
