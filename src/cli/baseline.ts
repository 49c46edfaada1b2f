import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { placeIn } from '../config/load.ts';
import type { Report } from '../model/report.ts';
import { type BaselineEntry, baselineOf, baselineText, prunedBaseline } from '../scan/baseline.ts';
import type { Estate } from '../scan/estate.ts';
import { acceptedReport } from '../scan/report.ts';
import type { ScanOptions, ScanResult } from '../scan/scan.ts';
import { contextFolder } from '../sources/cluster/origin.ts';
import { count } from '../std/text.ts';
import { UserError } from '../std/user-error.ts';
import { writeOrExplain } from './outputs.ts';

export interface BaselineFlags {
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly pruneBaseline?: boolean;
}

const DEFAULT_BASELINE = '.castellan-baseline.json';

/** Pruning without a name means the default file. */
export function withBaseline<F extends BaselineFlags>(flags: F): F {
  const { baseline, pruneBaseline } = flags;
  return pruneBaseline && !baseline && existsSync(DEFAULT_BASELINE) ? { ...flags, baseline: DEFAULT_BASELINE } : flags;
}

/**
 * A baseline that is named must be there, unless it is being written.
 * @throws UserError `not-found`, with the line of the config where that names it.
 */
export function expectBaseline(flags: BaselineFlags, { baseline, config }: ScanOptions): void {
  if (!baseline || flags.writeBaseline || existsSync(baseline)) return;
  const place = flags.baseline ? undefined : placeIn(config, ['baseline']);
  const named = flags.baseline ?? config.config.baseline;
  throw new UserError('not-found', `The baseline ${named} does not exist.`, {
    hint: `${place ? 'Paths in the config start from its folder: check it' : 'Check --baseline'}, or write one with \`castellan scan --write-baseline\`.`,
    ...(place && { place }),
  });
}

/** Writes the baseline where a flag says so, tells of it, and gives the report as it is from then on. */
export function updateBaseline(flags: BaselineFlags, options: ScanOptions, result: ScanResult): Report {
  const { baseline } = options;
  const { report } = result;
  if (!flags.writeBaseline && !flags.pruneBaseline) return report;
  const path = baseline ?? DEFAULT_BASELINE;
  const kept = flags.writeBaseline
    ? baselineOf(report.findings)
    : prunedBaseline(path, report.findings, lookedAt(result, options));
  writeOrExplain(path, baselineText(kept));
  const shown = relative(process.cwd(), path);
  const advice = baseline ? '' : ` Add \`baseline: ${path}\` to .castellan.yaml, or pass --baseline ${path}.`;
  const what = flags.writeBaseline ? 'written' : 'pruned';
  process.stderr.write(`Baseline ${what}: ${count(kept.length, 'finding')} in ${shown}.${advice}\n`);
  return flags.writeBaseline ? acceptedReport(report) : report;
}

/** Whether the run would have found it: its rule ran, and its file was read or is gone from a folder that was. */
function lookedAt(
  { collected, plan }: ScanResult,
  { targets, root, changedSince }: ScanOptions,
): (entry: BaselineEntry) => boolean {
  const rules = new Set(plan.checks.map(({ check }) => check.id));
  const folders = (collected.estates ?? []).flatMap(foldersOf);
  const isGone = (file: string) =>
    !existsSync(join(root, file)) &&
    targets.some((target) => !relative(resolve(root, target), join(root, file)).startsWith('..'));
  return ({ rule, file }) =>
    !changedSince &&
    rules.has(rule) &&
    (collected.texts.has(file) || folders.some((folder) => file.startsWith(folder)) || isGone(file));
}

/** Where the objects that were read of a cluster are shown. */
function foldersOf({ name, namespaces }: Estate): string[] {
  const context = `${contextFolder(name)}/`;
  return namespaces ? namespaces.map((namespace) => `${context}${namespace}/`) : [context];
}
