import {
  type DeprecatedName,
  deprecatedAnnotation,
  deprecatedField,
  deprecatedLabel,
} from '../../kubernetes/api-versions/fields.ts';
import { strings, workloadOf, WORKLOAD_TYPES, type Workload } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { asList, asObject } from '../../std/value.ts';
import { append } from '../../std/append.ts';

export default defineCheck({
  id: 'deprecated-field',
  title: 'Field, annotation or label is deprecated or no longer honoured',
  severity: 'low',
  category: 'schema',
  profile: 'all',
  why: 'What Kubernetes no longer honours has no effect: an old seccomp or AppArmor annotation looks like protection and is none.',
  remedy: 'Say the same with the field that replaces it.',
  references: [
    'https://kubernetes.io/docs/reference/using-api/deprecation-policy/',
    'https://kubernetes.io/docs/reference/labels-annotations-taints/',
  ],
  types: [...WORKLOAD_TYPES, 'Ingress', 'Service', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass'],
  needs: () => [['annotations', 'nodeSelector', 'volumes']],
  find(resource, { minor }) {
    const found = annotations(resource.object['metadata'], ['metadata'], minor);
    const workload = workloadOf(resource);
    if (!workload) return found;
    if (workload.metadataPath.length > 1) append(found, annotations(workload.metadata, workload.metadataPath, minor));
    for (const key in strings(workload.pod['nodeSelector'])) {
      const known = deprecatedLabel(key, minor);
      const path = [...workload.path, 'nodeSelector', key];
      if (known) found.push(violation(known, 'the node label', key, path, minor));
    }
    append(found, volumes(workload, minor));
    return found;
  },
});

function annotations(metadata: Json | undefined, path: Path, minor: number): Violation[] {
  const found: Violation[] = [];
  for (const key in strings(asObject(metadata)['annotations'])) {
    const known = deprecatedAnnotation(key, minor);
    if (known) found.push(violation(known, 'the annotation', key, [...path, 'annotations', key], minor));
  }
  return found;
}

function volumes({ pod, path }: Workload, minor: number): Violation[] {
  const found: Violation[] = [];
  for (const [i, volume] of asList(pod['volumes']).entries()) {
    for (const key in asObject(volume)) {
      const known = deprecatedField('core.v1.Volume', key, minor);
      if (known) found.push(violation(known, 'the volume type', key, [...path, 'volumes', i, key], minor));
    }
  }
  return found;
}

function violation(known: DeprecatedName, what: string, name: string, path: Path, minor: number): Violation {
  const gone = known.removedIn !== undefined && minor >= known.removedIn;
  const fate = gone ? `has no effect since Kubernetes 1.${known.removedIn}` : `is deprecated since 1.${known.since}`;
  const instead = known.replacement ? `: use ${known.replacement}` : '';
  return { path, message: `${what} ${name} ${fate}${instead}`, severity: gone ? 'medium' : 'low' };
}
