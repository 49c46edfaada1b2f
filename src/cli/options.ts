import { statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { checks } from '../checks/index.generated.ts';
import { loadConfig, type LoadedConfig } from '../config/load.ts';
import type { Check, Profile } from '../model/check.ts';
import type { Severity } from '../model/severity.ts';
import { chooseFrameworks, type ChosenFrameworks } from '../scan/frameworks.ts';
import type { PolicyRules } from '../scan/policies.ts';
import type { ScanOptions } from '../scan/scan.ts';
import { clusterTarget } from '../sources/cluster/target.ts';
import { readStandardInput } from '../sources/files/read.ts';
import { isGlob } from '../std/glob.ts';
import { UserError } from '../std/user-error.ts';

/** Flags as commander gives them, of `scan`, `fix` and `watch`. */
export interface TargetFlags {
  readonly config?: string;
  readonly profile?: Profile;
  readonly kubernetes?: string;
  readonly rule?: readonly string[];
  readonly skipRule?: readonly string[];
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly tfVarFile?: readonly string[];
  readonly tfVar?: readonly string[];
  readonly today?: string;
  readonly versions?: string;
  readonly framework?: readonly string[];
  readonly failOn?: Severity | 'none';
  readonly baseline?: string;
  readonly changedSince?: string;
  readonly paths?: boolean;
  readonly policies?: readonly string[];
}

export const DEFAULT_MINOR = 36;
export const OLDEST_MINOR = 19;

/**
 * Settles what a run does: flags win over the environment, which wins over the config, which wins over the defaults.
 * @throws UserError for unknown frameworks and versions.
 */
export async function scanOptions(
  targets: readonly string[],
  flags: TargetFlags,
  version: string,
): Promise<ScanOptions> {
  const root = rootOf(targets, process.cwd());
  const loaded = await loadConfig(process.cwd(), flags.config);
  const { config } = loaded;
  return {
    targets: targets.map((target) => fromRoot(target, root, process.cwd())),
    root,
    config: loaded,
    ...(await rulesAndFrameworks(flags, loaded, root)),
    profile: flags.profile ?? config.profile ?? 'recommended',
    only: flags.rule ?? [],
    skip: flags.skipRule ?? [],
    minor: parseMinor(flags.kubernetes ?? config.kubernetes),
    ...((flags.kubernetes ?? config.kubernetes) !== undefined && { minorGiven: true }),
    failOn: flags.failOn ?? config.failOn ?? 'high',
    baseline: baselineFile(flags, loaded),
    changedSince: flags.changedSince,
    helm: helmValues(flags, loaded),
    terraform: terraformValues(flags, loaded),
    today: flags.today ?? dayNow(),
    ...(flags.today === undefined && { calendar: dayNow }),
    version,
    ...(await newerVersions(flags, loaded)),
    edits: false,
    ...((flags.paths ?? config.paths) && { paths: true }),
    stdin: () => readStandardInput('<stdin>'),
  };
}

function dayNow(): string {
  return new Date().toISOString().slice(0, 10);
}

function baselineFile({ baseline }: TargetFlags, { config, folder }: LoadedConfig): string | undefined {
  if (baseline) return resolve(baseline);
  return config.baseline ? resolve(folder, config.baseline) : undefined;
}

/** The file of `--versions` or of the config; what reads it is loaded only where there is one. */
async function newerVersions(
  { versions }: TargetFlags,
  { config, folder }: LoadedConfig,
): Promise<Pick<ScanOptions, 'versions'>> {
  const file = versions ? resolve(versions) : config.versions && resolve(folder, config.versions);
  if (!file) return {};
  const { readVersionsFile } = await import('../config/versions-file.ts');
  return { versions: readVersionsFile(file) };
}

/** Values for charts: the config's first, then those of the flags, which win. */
function helmValues({ values = [], set = [] }: TargetFlags, { config, folder }: LoadedConfig): ScanOptions['helm'] {
  const { helm } = config;
  return {
    values: [...(helm?.values ?? []).map((file) => resolve(folder, file)), ...values.map((file) => resolve(file))],
    set: [...(helm?.set ?? []), ...set],
  };
}

/** Values for variables of Terraform: the config's first, then those of the flags, which win. */
function terraformValues(
  { tfVarFile = [], tfVar = [] }: TargetFlags,
  { config, folder }: LoadedConfig,
): NonNullable<ScanOptions['terraform']> {
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
  let folder = dirname(path);
  while (isGlob(folder)) folder = dirname(folder);
  return folder;
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The frameworks to judge by, and every rule that there is: ours, the config's, those of policies and of framework files. */
async function rulesAndFrameworks(
  { framework: named, policies = [] }: TargetFlags,
  loaded: LoadedConfig,
  root: string,
): Promise<ChosenFrameworks & Pick<ScanOptions, 'policyGaps'>> {
  const { config, folder } = loaded;
  const own = await policyChecks(loaded, policies, root);
  const source = { checks: [...(await allChecks(loaded)), ...own.checks], folder: named ? process.cwd() : folder };
  const chosen = await chooseFrameworks(named ?? config.frameworks ?? [], source);
  return { ...chosen, ...(own.gaps.length > 0 && { policyGaps: own.gaps }) };
}

/** Ours, and those of the config; what compiles them is loaded only where there are some. */
async function allChecks(loaded: LoadedConfig): Promise<readonly Check[]> {
  const all = loaded.config.segments ? [...checks, await segmentsCheck(loaded)] : checks;
  if (!loaded.config.customRules?.length) return all;
  const { ownChecks } = await import('../scan/own-rules.ts');
  return [...all, ...ownChecks(loaded, new Set(all.map(({ id }) => id)))];
}

/** The engine of policies is loaded only where there are some. */
async function policyChecks(loaded: LoadedConfig, flags: readonly string[], root: string): Promise<PolicyRules> {
  if (flags.length === 0 && !loaded.config.policies?.length) return { checks: [], gaps: [] };
  const { policyRules } = await import('../scan/policies.ts');
  return policyRules(loaded, flags, root);
}

/** The engine of the network is loaded only where the config has segments. */
async function segmentsCheck(loaded: LoadedConfig): Promise<Check> {
  const { checkOfSegments } = await import('../scan/segments.ts');
  return checkOfSegments(loaded);
}

/** `1.34`, `v1.34.2` or the number 1.34 to 34. */
export function parseMinor(version: string | number | undefined): number {
  if (version === undefined) return DEFAULT_MINOR;
  const match = /^v?1\.(\d+)(\.\d+)?$/.exec(String(version));
  const minor = Number(match?.[1]);
  if (!match || minor < OLDEST_MINOR || minor > DEFAULT_MINOR) {
    const quotes = typeof version === 'number' ? ' In the config it must be quoted: YAML reads 1.30 as 1.3.' : '';
    throw new UserError('bad-option', `"${version}" is no Kubernetes version that is known here.`, {
      hint: `Give one from 1.${OLDEST_MINOR} to 1.${DEFAULT_MINOR}, like "1.34".${quotes}`,
    });
  }
  return minor;
}
