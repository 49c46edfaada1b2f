import type { Json, Path } from '../../model/json.ts';
import { asString, isObject } from '../../std/value.ts';
import { NO_STRINGS, type Container, type Workload } from '../workload.ts';
import { ownerOf, securityPath } from './walk.ts';

/** Beta annotation per container; deprecated by the field since 1.30 but still honoured and judged. */
const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** One place that says which AppArmor profile is used. */
export interface AppArmorStatement {
  readonly profile: string;
  /** Whose profile it is, for messages. */
  readonly owner: string;
  readonly confined: boolean;
  readonly path: Path;
}

/** Every statement about the pod's containers, by annotation or field. */
export function appArmorStatements(workload: Workload): AppArmorStatement[] {
  const owners = [workload, ...workload.containers];
  return [...annotated(workload), ...owners.flatMap((owner) => readField(owner) ?? [])];
}

/** The statement that holds for a container: its own field, its annotation, the pod's field. */
export function appArmorOf(workload: Workload, container: Container): AppArmorStatement | undefined {
  return readField(container) ?? annotationOf(workload, container) ?? readField(workload);
}

function annotationOf(workload: Workload, container: Container): AppArmorStatement | undefined {
  if (workload.annotations === NO_STRINGS) return undefined;
  const key = ANNOTATION + container.name;
  const value = workload.annotations[key];
  return value === undefined ? undefined : fromAnnotation(workload, key, value);
}

function annotated(workload: Workload): AppArmorStatement[] {
  const entries = Object.entries(workload.annotations).filter(([key]) => key.startsWith(ANNOTATION));
  return entries.map(([key, value]) => fromAnnotation(workload, key, value));
}

function fromAnnotation(workload: Workload, key: string, profile: string): AppArmorStatement {
  const confined = profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/');
  const owner = `container "${key.slice(ANNOTATION.length)}"`;
  return { profile, owner, confined, path: [...workload.metadataPath, 'annotations', key] };
}

function readField(owner: Workload | Container): AppArmorStatement | undefined {
  const value: Json | undefined = owner.security['appArmorProfile'];
  if (!isObject(value)) return undefined;
  const profile = asString(value['type']) ?? '';
  const confined = profile === 'RuntimeDefault' || profile === 'Localhost';
  return { profile, owner: ownerOf(owner), confined, path: securityPath(owner, 'appArmorProfile', 'type') };
}
