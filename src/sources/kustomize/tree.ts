import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, isObject } from '../../std/value.ts';

/** What a kustomization reads, itself and through the kustomizations that it names. */
export interface KustomizationTree {
  /** Absolute paths of the kustomization file and of its folder. */
  readonly file: string;
  readonly folder: string;
  /** `Component`s are parts of others and are not built alone. */
  readonly component: boolean;
  /** Absolute paths of kustomization folders that it names. */
  readonly bases: readonly string[];
  /** Absolute paths of manifests that it takes in. */
  readonly resources: readonly string[];
  /** Absolute paths of patches: partial objects that mean nothing alone. */
  readonly patches: readonly string[];
  readonly namePrefix: string;
  readonly nameSuffix: string;
}

export const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Reads the kustomization file of a folder; undefined where it can't be read (the build will tell why). */
export function readKustomization(folder: string): KustomizationTree | undefined {
  const file = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!file) return undefined;
  let value: JsonObject;
  try {
    value = asObject(parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 }) as Json);
  } catch {
    return undefined;
  }
  const local = (key: string) => asStrings(value[key]).map((path) => resolve(folder, path));
  const named = ['resources', 'bases', 'components'].flatMap(local);
  return {
    file,
    folder,
    component: value['kind'] === 'Component',
    bases: named.filter(isFolder),
    resources: named.filter((path) => !isFolder(path)),
    patches: [...local('patchesStrategicMerge'), ...patchFiles(folder, value)],
    namePrefix: asString(value['namePrefix']) ?? '',
    nameSuffix: asString(value['nameSuffix']) ?? '',
  };
}

function patchFiles(folder: string, value: JsonObject): string[] {
  const entries = [...asList(value['patches']), ...asList(value['patchesJson6902']), ...asList(value['replacements'])];
  return entries.flatMap((entry) => {
    const path = isObject(entry) ? asString(entry['path']) : undefined;
    return path ? [resolve(folder, path)] : [];
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
