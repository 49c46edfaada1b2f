import { existsSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { loadConfig, type LoadedConfig, placeIn } from '../config/load.ts';
import type { TargetOptions } from '../scan/collect-targets.ts';
import { clusterTarget } from '../sources/cluster/target.ts';
import { readStandardInput } from '../sources/files/read.ts';
import { globBase } from '../sources/files/walk.ts';
import { isGlob } from '../std/glob.ts';
import { UserError, type UserErrorPlace } from '../std/user-error.ts';

/** Flags that say what is read, and how. */
export interface SourceFlags {
  readonly config?: string;
  readonly kubernetes?: string;
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly tfVarFile?: readonly string[];
  readonly tfVar?: readonly string[];
}

export const DEFAULT_MINOR = 36;
const OLDEST_MINOR = 19;

/** What a verb that reads targets must know, without the rules of scans. @throws UserError for unknown versions */
export async function targetOptions(
  targets: readonly string[],
  flags: SourceFlags,
): Promise<Omit<TargetOptions, 'cluster' | 'progress'>> {
  const here = process.cwd();
  const root = rootOf(targets, here);
  const loaded = await loadConfig(here, flags.config);
  return {
    targets: targets.map((target) => fromRoot(target, root, here)),
    root,
    config: loaded,
    minor: parseMinor(flags.kubernetes ?? loaded.config.kubernetes, flags.kubernetes ? undefined : loaded),
    helm: helmValues(flags, loaded),
    terraform: terraformValues(flags, loaded),
    stdin: () => readStandardInput('<stdin>'),
  };
}

/** Values for charts: the config's first, then those of the flags, which win. @throws UserError for files that are not there */
function helmValues({ values = [], set = [] }: SourceFlags, loaded: LoadedConfig): TargetOptions['helm'] {
  const { config, folder } = loaded;
  const { helm } = config;
  helm?.values?.forEach((file, i) => {
    if (!existsSync(resolve(folder, file))) throw noValues(file, placeIn(loaded, ['helm', 'values', i]));
  });
  const missing = values.find((file) => !existsSync(file));
  if (missing !== undefined) throw noValues(missing);
  return {
    values: [...(helm?.values ?? []).map((file) => resolve(folder, file)), ...values.map((file) => resolve(file))],
    set: [...(helm?.set ?? []), ...set],
  };
}

function noValues(file: string, place?: UserErrorPlace): UserError {
  const hint = place ? 'Paths in the config start from its folder.' : 'Check --values.';
  return new UserError('not-found', `The values file ${file} does not exist.`, { hint, ...(place && { place }) });
}

/** Values for variables of Terraform: the config's first, then those of the flags, which win. */
function terraformValues(
  { tfVarFile = [], tfVar = [] }: SourceFlags,
  { config, folder }: LoadedConfig,
): NonNullable<TargetOptions['terraform']> {
  const { varFiles = [], vars = [] } = config.terraform ?? {};
  return {
    files: [...varFiles.map((file) => resolve(folder, file)), ...tfVarFile.map((file) => resolve(file))],
    pairs: [...vars, ...tfVar],
  };
}

/** Where shown paths start: here, or for targets elsewhere the folder that holds them all. */
function rootOf(targets: readonly string[], here: string): string {
  const folders = targets.filter((target) => target !== '-').map((target) => folderOf(resolve(here, target)));
  if (folders.every((folder) => isInside(folder, here))) return here;
  let root = folders[0] ?? here;
  while (!folders.every((folder) => isInside(folder, root))) root = dirname(root);
  return root;
}

/** A target as it was named where that means the same from the root, else its absolute path. */
function fromRoot(target: string, root: string, here: string): string {
  const path = resolve(here, target);
  return target === '-' || clusterTarget(target) || resolve(root, target) === path ? target : path;
}

/** The folder itself, or the one that a file or glob stands in. */
function folderOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  return isGlob(path) && !existsSync(path) ? globBase(path) : dirname(path);
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** `1.34`, `v1.34.2` or the number 1.34 to 34. */
function parseMinor(version: string | number | undefined, config?: LoadedConfig): number {
  if (version === undefined) return DEFAULT_MINOR;
  const match = /^v?1\.(\d+)(\.\d+)?$/.exec(String(version));
  const minor = Number(match?.[1]);
  if (!match || minor < OLDEST_MINOR || minor > DEFAULT_MINOR) {
    const quotes = typeof version === 'number' ? ' In the config it must be quoted: YAML reads 1.30 as 1.3.' : '';
    throw new UserError('bad-option', `"${version}" is no Kubernetes version that is known here.`, {
      ...(config && { place: placeIn(config, ['kubernetes']) }),
      hint: `Give one from 1.${OLDEST_MINOR} to 1.${DEFAULT_MINOR}, like "1.34".${quotes}`,
    });
  }
  return minor;
}
