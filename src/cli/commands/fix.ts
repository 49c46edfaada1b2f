import { resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { fixTexts, type FixedFile, type FixResult } from '../../scan/fix.ts';
import { scan } from '../../scan/scan.ts';
import { count, createPaint, printable } from '../../std/text.ts';
import { EXIT } from '../exit.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { writeOrExplain } from '../outputs.ts';
import { tellGaps } from '../tell-gaps.ts';
import { progressLine, wantsColor } from '../terminal.ts';

export interface FixFlags extends TargetFlags {
  readonly dryRun?: boolean;
  readonly unsafe?: boolean;
}

/** `castellan fix`: repairs files in place, or shows the diff. Exit 1 from a dry run means there is something to repair. */
export async function runFix(targets: readonly string[], flags: FixFlags, version: string): Promise<number> {
  const progress = progressLine(false);
  const options = { ...(await scanOptions(targets, flags, version)), progress: progress.update };
  const first = await scan(options);
  progress.clear();
  const result = await fixTexts(first, options, Boolean(flags.unsafe));
  for (const file of result.files) {
    if (flags.dryRun || file.file === '<stdin>') process.stdout.write(diff(file));
    else writeOrExplain(resolve(options.root, file.file), file.after);
  }
  const incomplete = tellGaps(result.after.report.gaps);
  process.stderr.write(summary(result, flags));
  if (flags.dryRun) return result.files.length > 0 ? EXIT.findings : EXIT.clean;
  return incomplete;
}

function diff({ file, before, after }: FixedFile): string {
  const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 2 });
  const paint = createPaint(wantsColor(process.stdout, process.env));
  const lines = patch.split('\n').slice(1);
  return lines
    .map((line) => {
      const text = printable(line);
      if (line.startsWith('+')) return paint(text, 'green');
      return line.startsWith('-') ? paint(text, 'red') : text;
    })
    .join('\n');
}

function summary({ files, fixed, unsafeLeft, elsewhere }: FixResult, { dryRun }: FixFlags): string {
  const done =
    files.length === 0
      ? 'Nothing to fix'
      : `${dryRun ? 'Would fix' : 'Fixed'} ${count(fixed, 'violation')} in ${count(files.length, 'file')}`;
  const left =
    unsafeLeft > 0
      ? `; ${count(unsafeLeft, 'fix', 'fixes')} may change how a workload runs: see them with \`castellan fix --unsafe --dry-run\``
      : '';
  const rendered =
    elsewhere > 0
      ? `; ${count(elsewhere, 'fix', 'fixes')} of what is rendered or live must be made in the source: \`castellan scan\` shows where`
      : '';
  return `${done}${left}${rendered}.\n`;
}
