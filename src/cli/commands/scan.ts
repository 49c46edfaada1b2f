import { existsSync, writeFileSync } from 'node:fs';
import { formats } from '../../formats/index.generated.ts';
import type { Format } from '../../model/format.ts';
import type { Report } from '../../model/report.ts';
import { baselineText } from '../../scan/baseline.ts';
import { scan, type ScanResult } from '../../scan/scan.ts';
import { closest } from '../../std/distance.ts';
import { UserError } from '../../std/user-error.ts';
import { type ClusterFlags, clusterOptions } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { progressLine, renderOptions } from '../terminal.ts';

export interface ScanFlags extends TargetFlags, ClusterFlags {
  readonly format?: readonly string[];
  readonly output?: string;
  readonly writeBaseline?: boolean;
  readonly pruneBaseline?: boolean;
  readonly quiet?: boolean;
}

interface Output {
  readonly format: Format;
  /** Standard output where undefined. */
  readonly file: string | undefined;
}

/** `castellan scan`: runs, writes every format that was asked for, and tells the exit code. */
export async function runScan(targets: readonly string[], flags: ScanFlags, version: string): Promise<number> {
  const outputs = await chooseOutputs(flags);
  const progress = progressLine(Boolean(flags.quiet));
  const options = await scanOptions(targets, withBaseline(flags), version);
  const result = await scan({
    ...options,
    ...clusterOptions(targets, flags),
    edits: outputs.some(({ format }) => format.wantsFixes),
    progress: progress.update,
  });
  progress.clear();
  if (!flags.quiet) for (const note of result.collected.notes ?? []) process.stderr.write(`${note}\n`);
  for (const output of outputs) write(output, result, options.root);
  updateBaseline(flags, options.baseline, result);
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

/** `-f sarif=out.sarif -f terminal`; a single format goes to --output; nothing said means the terminal. */
async function chooseOutputs(flags: ScanFlags): Promise<Output[]> {
  const wanted = flags.format ?? (flags.quiet && !flags.output ? [] : ['terminal']);
  if (flags.output && wanted.length > 1) {
    throw new UserError('bad-option', '--output goes with one format.', {
      hint: 'Write `-f sarif=out.sarif -f terminal`.',
    });
  }
  const outputs = await Promise.all(
    wanted.map(async (word) => {
      const [id, file] = splitOnce(word, '=');
      return { format: await loadFormat(id), file: file ?? flags.output };
    }),
  );
  if (outputs.filter((output) => output.file === undefined).length > 1) {
    throw new UserError('bad-option', 'Only one format can go to standard output.', {
      hint: 'Give the others a file: `-f json=out.json`.',
    });
  }
  return outputs;
}

function splitOnce(word: string, separator: string): [string, string | undefined] {
  const at = word.indexOf(separator);
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

async function loadFormat(id: string): Promise<Format> {
  const load = Object.hasOwn(formats, id) ? formats[id] : undefined;
  if (!load) {
    const names = Object.keys(formats);
    const near = closest(id, names);
    throw new UserError('unknown-format', `There is no format "${id}".`, {
      hint: `${near ? `Did you mean "${near}"? ` : ''}There are ${names.join(', ')}.`,
    });
  }
  return (await load()).default;
}

function write({ format, file }: Output, { report, collected }: ScanResult, root: string): void {
  const source = (path: string) => collected.texts.get(path) ?? collected.liveText?.(path);
  if (file === undefined) {
    process.stdout.write(format.render(report, renderOptions(process.stdout, root, source)));
    return;
  }
  writeOrExplain(file, format.render(report, { color: false, hyperlinks: false, width: 100, source }));
}

function writeOrExplain(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new UserError('cannot-write', `${file} can't be written (${code}).`, { cause });
  }
}

function updateBaseline(flags: ScanFlags, file: string | undefined, { report }: ScanResult): void {
  if (!flags.writeBaseline && !flags.pruneBaseline) return;
  const path = file ?? DEFAULT_BASELINE;
  const kept = flags.writeBaseline ? report.findings : report.findings.filter((finding) => finding.baselined);
  writeOrExplain(path, baselineText(kept));
  const advice = file ? '' : ` Add \`baseline: ${path}\` to .castellan.yaml, or pass --baseline ${path}.`;
  process.stderr.write(`Wrote ${path}: ${kept.length} accepted findings.${advice}\n`);
}
