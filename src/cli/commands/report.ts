import { type ComplianceFormat, complianceFormats } from '../../formats/compliance/index.ts';
import type { ComplianceReport } from '../../model/compliance.ts';
import { complianceReport, readEarlier } from '../../scan/compliance.ts';
import { scan } from '../../scan/scan.ts';
import { UserError } from '../../std/user-error.ts';
import { expectBaseline } from '../baseline.ts';
import { type ClusterFlags, clusterOptions } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { chooseOutputs, type Output, type OutputFlags, writeOrExplain } from '../outputs.ts';
import { progressLine, renderOptions } from '../terminal.ts';

export interface ReportFlags extends TargetFlags, ClusterFlags, OutputFlags {
  readonly compare?: string;
}

/** `castellan report`: scans, judges by frameworks, writes every format that was asked for, and tells the exit code. */
export async function runReport(targets: readonly string[], flags: ReportFlags, version: string): Promise<number> {
  const outputs = await chooseOutputs(flags, complianceFormats);
  const earlier = flags.compare === undefined ? undefined : readEarlier(flags.compare);
  const options = await scanOptions(targets, flags, version);
  expectBaseline(flags, options);
  if (options.frameworks.length === 0) {
    throw new UserError('bad-option', 'No framework is named to judge by.', {
      hint: 'Pass `--framework cis` (docs/frameworks.md lists all), or write `frameworks: [cis]` in .castellan.yaml.',
    });
  }
  const progress = progressLine(Boolean(flags.quiet));
  const result = await scan({ ...options, ...clusterOptions(targets, flags), progress: progress.update });
  progress.clear();
  if (!flags.quiet) for (const note of result.collected.notes ?? []) process.stderr.write(`${note}\n`);
  const report = complianceReport(result, options, earlier);
  for (const output of outputs) write(output, report, options.root);
  return { clean: EXIT.clean, findings: EXIT.findings, incomplete: EXIT.incomplete }[report.verdict];
}

function write({ format, file }: Output<ComplianceFormat>, report: ComplianceReport, root: string): void {
  if (file !== undefined) return writeOrExplain(file, format.render(report, { color: false, width: 100 }));
  const { color, width } = renderOptions(process.stdout, root, () => undefined);
  process.stdout.write(format.render(report, { color, width }));
}
