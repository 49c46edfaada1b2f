import type { Json, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asNumber, asString, at, isObject } from '../std/value.ts';
import { workloadOf } from './workload.ts';

export interface SecretMode {
  readonly path: Path;
  readonly volume: string;
  readonly mode: number;
}

/** File modes that volumes with Secrets say, `secret` and `projected`, for the volume and for single items. */
export function secretModesOf(resource: Resource): SecretMode[] {
  return volumesOf(resource).flatMap(({ volume, path, name }) => {
    const modes: SecretMode[] = [];
    const add = (...steps: Path) => {
      const mode = asNumber(at(volume, ...steps));
      if (mode !== undefined) modes.push({ path: [...path, ...steps], volume: name, mode });
    };
    const addItems = (...steps: Path) => {
      asList(at(volume, ...steps, 'items')).forEach((_item, i) => add(...steps, 'items', i, 'mode'));
    };
    add('secret', 'defaultMode');
    addItems('secret');
    const sources = asList(at(volume, 'projected', 'sources'));
    if (sources.some((source) => isObject(at(source, 'secret')))) add('projected', 'defaultMode');
    sources.forEach((_source, i) => addItems('projected', 'sources', i, 'secret'));
    return modes;
  });
}

/** Names of a pod's volumes that hold a Secret. */
export function secretVolumeNames(resource: Resource): Set<string> {
  const names = volumesOf(resource).flatMap(({ volume, name }) => {
    const projected = asList(at(volume, 'projected', 'sources')).some((source) => isObject(at(source, 'secret')));
    return projected || isObject(at(volume, 'secret')) ? [name] : [];
  });
  return new Set(names);
}

function volumesOf(resource: Resource): { volume: Json; path: Path; name: string }[] {
  const workload = workloadOf(resource);
  if (!workload) return [];
  return asList(workload.pod['volumes']).map((volume, i) => ({
    volume,
    path: [...workload.path, 'volumes', i],
    name: asString(at(volume, 'name')) ?? `#${i}`,
  }));
}
