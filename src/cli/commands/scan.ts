import { formats } from '../../formats/index.generated.ts';
import { countBySeverity, openFindings, verdictText, WORST_FIRST } from '../../formats/words.ts';
import type { Format, RenderOptions } from '../../model/format.ts';
import type { Report } from '../../model/report.ts';
import { keepYoungSpace } from '../../process/heap.ts';
import { scan, type ScanResult } from '../../scan/scan.ts';
import { printable } from '../../std/text.ts';
import { type BaselineFlags, expectBaseline, updateBaseline, withBaseline } from '../baseline.ts';
import { type ClusterFlags, clusterOptions, inNamespaces } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { chooseOutputs, type Output, type OutputFlags, writeOrExplain } from '../outputs.ts';
import { progressLine, renderOptions } from '../terminal.ts';

export interface ScanFlags extends TargetFlags, ClusterFlags, OutputFlags, BaselineFlags {
  readonly namespace?: readonly string[];
}

/** `castellan scan`: runs, writes every format that was asked for, and tells the exit code. */
export async function runScan(named: readonly string[], flags: ScanFlags, version: string): Promise<number> {
  keepYoungSpace();
  const targets = inNamespaces(named, flags.namespace);
  const outputs = await chooseOutputs(flags, formats);
  const progress = progressLine(Boolean(flags.quiet));
  const options = await scanOptions(targets, withBaseline(flags), version);
  expectBaseline(flags, options);
  const result = await scan({
    ...options,
    ...clusterOptions(targets, flags),
    edits: outputs.some(({ format }) => format.wantsFixes),
    dropsRaw: true,
    progress: progress.update,
  });
  progress.clear();
  if (!flags.quiet) for (const note of result.collected.notes ?? []) process.stderr.write(`${note}\n`);
  const report = updateBaseline(flags, options, result);
  for (const output of outputs) write(output, { ...result, report }, options.root);
  if (!flags.quiet) tellOf(report, outputs);
  return { clean: EXIT.clean, findings: EXIT.findings, incomplete: EXIT.incomplete }[report.verdict];
}

/** Says on standard error what files alone would leave unsaid. */
function tellOf(report: Report, outputs: readonly Output<Format>[]): void {
  const files = outputs.flatMap(({ file }) => file ?? []);
  if (files.length === 0 || files.length < outputs.length) return;
  const counts = countBySeverity(openFindings(report));
  const parts = WORST_FIRST.filter((severity) => counts[severity] > 0).map((one) => `${counts[one]} ${one}`);
  const found = parts.length > 0 ? `${parts.join(', ')}. ` : '';
  const line = `${found}${verdictText(report)}. Written to ${files.join(', ')}.`;
  process.stderr.write(`${printable(line)}\n`);
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
