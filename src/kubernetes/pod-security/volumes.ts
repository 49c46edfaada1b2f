import type { JsonObject, Path } from '../../model/json.ts';
import { rememberLast } from '../../std/memo.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';
import type { Container, Workload } from '../workload.ts';

/** Volume types that the restricted level allows, in every version. */
export const RESTRICTED_VOLUMES: readonly string[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

export interface Volume {
  readonly name: string;
  readonly path: Path;
  /** The keys that say where its data comes from: one in a valid manifest, none for an implied emptyDir. */
  readonly types: readonly string[];
  readonly spec: JsonObject;
}

export interface HostPath {
  readonly volume: Volume;
  /** The directory or file of the node, without `//`, `.` and a slash at the end. */
  readonly directory: string;
  readonly path: Path;
}

export interface Mount {
  readonly volume: string;
  readonly readOnly: boolean;
  readonly path: Path;
}

export const volumesOf = rememberLast((workload: Workload): readonly Volume[] => {
  return asList(workload.pod['volumes']).flatMap((spec, i) => {
    if (!isObject(spec)) return [];
    const types = Object.keys(spec).filter((key) => key !== 'name' && spec[key] !== null && spec[key] !== undefined);
    return [{ name: asString(spec['name']) ?? `#${i}`, path: [...workload.path, 'volumes', i], types, spec }];
  });
});

export const hostPathsOf = rememberLast((workload: Workload): readonly HostPath[] => {
  return volumesOf(workload).flatMap((volume) => {
    const directory = hostDirectoryOf(volume.spec);
    return directory === undefined ? [] : [{ volume, directory, path: [...volume.path, 'hostPath', 'path'] }];
  });
});

/** The directory or file of the node that an entry of `volumes` shows, as `HostPath` has it; undefined where it is no hostPath. */
export function hostDirectoryOf(spec: JsonObject): string | undefined {
  const source = spec['hostPath'];
  return isObject(source) ? normalized(asString(source['path']) ?? '') : undefined;
}

export function mountsOf(container: Container): Mount[] {
  return asList(container.spec['volumeMounts']).flatMap((item, i) => {
    const mount = asObject(item);
    const volume = asString(mount['name']);
    if (volume === undefined) return [];
    return [{ volume, readOnly: mount['readOnly'] === true, path: [...container.path, 'volumeMounts', i] }];
  });
}

/** Whether `directory` is `root` or lies below it. */
export function isWithin(directory: string, root: string): boolean {
  return directory === root || (root !== '/' && directory.startsWith(`${root}/`));
}

function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
