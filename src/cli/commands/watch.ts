import { formats } from '../../formats/index.generated.ts';
import { watchTargets, type WatchRound } from '../../scan/watch.ts';
import { UserError } from '../../std/user-error.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { renderOptions } from '../terminal.ts';

/** `castellan watch`: the report anew after each change, until Ctrl-C. */
export async function runWatch(targets: readonly string[], flags: TargetFlags, version: string): Promise<void> {
  if (targets.includes('-')) {
    throw new UserError('bad-option', 'Standard input does not change: there is nothing to watch.', {
      hint: 'Name files or folders.',
    });
  }
  const options = await scanOptions(targets, flags, version);
  const terminal = (await formats['terminal']!()).default;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  await watchTargets(options, stop.signal, ({ result, changed, milliseconds }: WatchRound) => {
    if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[H');
    process.stdout.write(
      terminal.render(
        result.report,
        renderOptions(process.stdout, options.root, (file) => result.collected.texts.get(file)),
      ),
    );
    const what = changed.length > 0 ? changed.join(', ') : 'everything';
    process.stderr.write(`scanned ${what} in ${milliseconds.toFixed(0)} ms; watching, Ctrl-C ends\n`);
  });
}
