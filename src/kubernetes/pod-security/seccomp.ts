import type { Json, Path } from '../../model/json.ts';
import { asString, isObject } from '../../std/value.ts';
import type { Container, Workload } from '../workload.ts';
import { securityPath } from './walk.ts';

/** Alpha annotations, read by Kubernetes before 1.19 and no longer since 1.27. */
const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/** First minor version whose Pod Security Standards judge the field instead of the annotations. */
const FIELDS_SINCE = 19;

/** One place that says which seccomp profile is used. */
export interface SeccompStatement {
  /** `RuntimeDefault`, `Localhost`, `Unconfined`, or whatever is written there. */
  readonly type: string;
  /** Filters system calls: the runtime's profile, or a named one of the node. */
  readonly confined: boolean;
  readonly path: Path;
}

export interface SeccompReading {
  readonly minor: number;
  /** Also read the annotations where Kubernetes no longer does. */
  readonly legacyAnnotations: boolean;
}

/** What the pod itself says. */
export function podSeccomp(workload: Workload, reading: SeccompReading): SeccompStatement | undefined {
  const field = readField(workload.security['seccompProfile'], securityPath(workload, 'seccompProfile'));
  return choose(field, readAnnotation(workload, POD_ANNOTATION), reading);
}

/** What a container says for itself. */
export function containerSeccomp(
  workload: Workload,
  container: Container,
  reading: SeccompReading,
): SeccompStatement | undefined {
  const field = readField(container.security['seccompProfile'], securityPath(container, 'seccompProfile'));
  return choose(field, readAnnotation(workload, CONTAINER_ANNOTATION + container.name), reading);
}

function choose(
  field: SeccompStatement | undefined,
  annotation: SeccompStatement | undefined,
  { minor, legacyAnnotations }: SeccompReading,
): SeccompStatement | undefined {
  if (minor < FIELDS_SINCE) return annotation;
  return field ?? (legacyAnnotations ? annotation : undefined);
}

function readField(profile: Json | undefined, path: Path): SeccompStatement | undefined {
  if (!isObject(profile)) return undefined;
  const type = asString(profile['type']) ?? '';
  const named = type === 'Localhost' && Boolean(asString(profile['localhostProfile']));
  return { type, confined: type === 'RuntimeDefault' || named, path: [...path, 'type'] };
}

function readAnnotation(workload: Workload, key: string): SeccompStatement | undefined {
  const value = workload.annotations[key];
  if (value === undefined) return undefined;
  const path = [...workload.metadataPath, 'annotations', key];
  if (value === 'runtime/default' || value === 'docker/default')
    return { type: 'RuntimeDefault', confined: true, path };
  if (value.startsWith('localhost/')) return { type: 'Localhost', confined: true, path };
  return { type: value === 'unconfined' ? 'Unconfined' : value, confined: false, path };
}
