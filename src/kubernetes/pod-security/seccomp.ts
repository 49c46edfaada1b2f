import type { Path } from '../../model/json.ts';
import { asString, isObject } from '../../std/value.ts';
import type { Container, Workload } from '../workload.ts';
import { ownerOf, securityPath } from './walk.ts';

/** Alpha annotations, read by Kubernetes before 1.19 and no longer since 1.27. */
const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/** What annotations mean in words of the field. */
const ANNOTATED: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^(?:runtime|docker)\/default$/, 'RuntimeDefault'],
  [/^localhost\//, 'Localhost'],
  [/^unconfined$/, 'Unconfined'],
];

/** First minor version whose Pod Security Standards judge the field instead of the annotations. */
const FIELDS_SINCE = 19;

/** One place that says which seccomp profile is used. */
export interface SeccompStatement {
  /** `RuntimeDefault`, `Localhost`, `Unconfined`, or whatever is written there. */
  readonly type: string;
  /** Whose profile it is, for messages. */
  readonly owner: string;
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
  return choose(reading, workload, () => readAnnotation(workload, workload, POD_ANNOTATION));
}

/** What a container says for itself. */
export function containerSeccomp(
  workload: Workload,
  container: Container,
  reading: SeccompReading,
): SeccompStatement | undefined {
  return choose(reading, container, () => readAnnotation(workload, container, CONTAINER_ANNOTATION + container.name));
}

function choose(
  { minor, legacyAnnotations }: SeccompReading,
  owner: Workload | Container,
  annotation: () => SeccompStatement | undefined,
): SeccompStatement | undefined {
  if (minor < FIELDS_SINCE) return annotation();
  return readField(owner) ?? (legacyAnnotations ? annotation() : undefined);
}

function readField(owner: Workload | Container): SeccompStatement | undefined {
  const profile = owner.security['seccompProfile'];
  if (!isObject(profile)) return undefined;
  const type = asString(profile['type']) ?? '';
  const named = type === 'Localhost' && Boolean(asString(profile['localhostProfile']));
  const path = securityPath(owner, 'seccompProfile', 'type');
  return { type, owner: ownerOf(owner), confined: type === 'RuntimeDefault' || named, path };
}

function readAnnotation(workload: Workload, owner: Workload | Container, key: string): SeccompStatement | undefined {
  const value = workload.annotations[key];
  if (value === undefined) return undefined;
  const known = ANNOTATED.find(([pattern]) => pattern.test(value))?.[1];
  const path = [...workload.metadataPath, 'annotations', key];
  return {
    type: known ?? value,
    owner: ownerOf(owner),
    confined: known === 'RuntimeDefault' || known === 'Localhost',
    path,
  };
}
