import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { formats } from '../../formats/index.generated.ts';
import type { Format, RenderOptions } from '../../model/format.ts';
import type { Report } from '../../model/report.ts';
import { keepYoungSpace } from '../../process/heap.ts';
import { type BaselineEntry, baselineOf, baselineText, prunedBaseline } from '../../scan/baseline.ts';
import { scan, type ScanOptions, type ScanResult } from '../../scan/scan.ts';
import { contextFolder } from '../../sources/cluster/origin.ts';
import { UserError } from '../../std/user-error.ts';
import { type ClusterFlags, clusterOptions, inNamespaces } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { chooseOutputs, type Output, type OutputFlags, writeOrExplain } from '../outputs.ts';
import { progressLine, renderOptions } from '../terminal.ts';

export interface ScanFlags extends TargetFlags, ClusterFlags, OutputFlags {
  readonly namespace?: readonly string[];
  readonly writeBaseline?: boolean;
  readonly pruneBaseline?: boolean;
}

/** `castellan scan`: runs, writes every format that was asked for, and tells the exit code. */
export async function runScan(named: readonly string[], flags: ScanFlags, version: string): Promise<number> {
  keepYoungSpace();
  const targets = inNamespaces(named, flags.namespace);
  const outputs = await chooseOutputs(flags, formats);
  const progress = progressLine(Boolean(flags.quiet));
  const options = await scanOptions(targets, withBaseline(flags), version);
  const result = await scan({
    ...options,
    ...clusterOptions(targets, flags),
    edits: outputs.some(({ format }) => format.wantsFixes),
    dropsRaw: true,
    progress: progress.update,
  });
  progress.clear();
  if (!flags.quiet) for (const note of result.collected.notes ?? []) process.stderr.write(`${note}\n`);
  for (const output of outputs) write(output, result, options.root);
  updateBaseline(flags, options, result);
  return exitCode(flags, result.report);
}

/** A baseline that is named must be there, unless it is being written; pruning without a name means the default file. */
function withBaseline(flags: ScanFlags): ScanFlags {
  const { baseline, pruneBaseline, writeBaseline } = flags;
  if (baseline && !writeBaseline && !existsSync(baseline)) {
    throw new UserError('not-found', `The baseline ${baseline} does not exist.`, {
      hint: 'Check --baseline, or write one with --write-baseline.',
    });
  }
  return pruneBaseline && !baseline && existsSync(DEFAULT_BASELINE) ? { ...flags, baseline: DEFAULT_BASELINE } : flags;
}

const DEFAULT_BASELINE = '.castellan-baseline.json';

function exitCode(flags: ScanFlags, report: Report): number {
  if (flags.writeBaseline) return report.gaps.length > 0 ? EXIT.incomplete : EXIT.clean;
  return { clean: EXIT.clean, findings: EXIT.findings, incomplete: EXIT.incomplete }[report.verdict];
}

function write({ format, file }: Output<Format>, { report, collected }: ScanResult, root: string): void {
  const source = (path: string) => collected.texts.get(path) ?? collected.liveText?.(path);
  if (file === undefined) {
    process.stdout.write(
      format.render(report, withoutLiveAddresses(renderOptions(process.stdout, root, source), collected)),
    );
    return;
  }
  const plain = { color: false, hyperlinks: false, width: 100, source };
  writeOrExplain(file, format.parts?.(report) ?? format.render(report, plain));
}

/** Objects of a cluster are no files that a terminal could open. */
function withoutLiveAddresses(options: RenderOptions, { estates, texts }: ScanResult['collected']): RenderOptions {
  if (!estates) return options;
  return { ...options, address: (place) => (texts.has(place.file) ? options.address?.(place) : undefined) };
}

function updateBaseline(flags: ScanFlags, options: ScanOptions, result: ScanResult): void {
  const { baseline } = options;
  if (!flags.writeBaseline && !flags.pruneBaseline) return;
  const path = baseline ?? DEFAULT_BASELINE;
  const { findings } = result.report;
  const kept = flags.writeBaseline ? baselineOf(findings) : prunedBaseline(path, findings, lookedAt(result, options));
  writeOrExplain(path, baselineText(kept));
  const advice = baseline ? '' : ` Add \`baseline: ${path}\` to .castellan.yaml, or pass --baseline ${path}.`;
  process.stderr.write(`Wrote ${path}: ${kept.length} accepted findings.${advice}\n`);
}

/** Whether the run would have found it: its rule ran, and its file was read or is gone from a folder that was. */
function lookedAt(
  { collected, plan }: ScanResult,
  { targets, root, changedSince }: ScanOptions,
): (entry: BaselineEntry) => boolean {
  const rules = new Set(plan.checks.map(({ check }) => check.id));
  const clusters = (collected.estates ?? []).map(({ name }) => `${contextFolder(name)}/`);
  const isGone = (file: string) =>
    !existsSync(join(root, file)) &&
    targets.some((target) => !relative(resolve(root, target), join(root, file)).startsWith('..'));
  return ({ rule, file }) =>
    !changedSince &&
    rules.has(rule) &&
    (collected.texts.has(file) || clusters.some((cluster) => file.startsWith(cluster)) || isGone(file));
}
