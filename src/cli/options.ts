import { resolve } from 'node:path';
import { checks } from '../checks/index.generated.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Check, Profile } from '../model/check.ts';
import type { Severity } from '../model/severity.ts';
import { chooseFrameworks, type ChosenFrameworks } from '../scan/frameworks.ts';
import type { PolicyRules } from '../scan/policies.ts';
import type { ScanOptions } from '../scan/scan.ts';
import { targetOptions, type SourceFlags } from './target-options.ts';

export { DEFAULT_MINOR } from './target-options.ts';

/** Flags as commander gives them, of `scan`, `fix` and `watch`. */
export interface TargetFlags extends SourceFlags {
  readonly profile?: Profile;
  readonly rule?: readonly string[];
  readonly skipRule?: readonly string[];
  readonly today?: string;
  readonly versions?: string;
  readonly framework?: readonly string[];
  readonly failOn?: Severity | 'none';
  readonly baseline?: string;
  readonly changedSince?: string;
  readonly paths?: boolean;
  readonly policies?: readonly string[];
}

/**
 * Settles what a run does: flags win over the environment, which wins over the config, which wins over the defaults.
 * @throws UserError for unknown frameworks and versions.
 */
export async function scanOptions(
  targets: readonly string[],
  flags: TargetFlags,
  version: string,
): Promise<ScanOptions> {
  const target = await targetOptions(targets, flags);
  const loaded = target.config;
  const { config } = loaded;
  return {
    ...target,
    ...(await rulesAndFrameworks(flags, loaded, target.root)),
    profile: flags.profile ?? config.profile ?? 'recommended',
    only: flags.rule ?? [],
    skip: flags.skipRule ?? [],
    ...((flags.kubernetes ?? config.kubernetes) !== undefined && { minorGiven: true }),
    failOn: flags.failOn ?? config.failOn ?? 'high',
    baseline: baselineFile(flags, loaded),
    changedSince: flags.changedSince,
    today: flags.today ?? dayNow(),
    ...(flags.today === undefined && { calendar: dayNow }),
    version,
    ...(await newerVersions(flags, loaded)),
    edits: false,
    ...((flags.paths ?? config.paths) && { paths: true }),
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
