import { formats } from '../../formats/index.generated.ts';
import { watchTargets, type WatchRound } from '../../scan/watch.ts';
import { UserError } from '../../std/user-error.ts';
import { expectBaseline } from '../baseline.ts';
import { connection } from '../cluster-flags.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { renderOptions } from '../terminal.ts';
import { meansCluster, namespaceToWatch, runWatchCluster, type WatchClusterFlags } from './watch-cluster.ts';

export interface WatchFlags extends TargetFlags, WatchClusterFlags {}

/** `castellan watch`: the report anew after each change, until Ctrl-C. */
export async function runWatch(targets: readonly string[], flags: WatchFlags, version: string): Promise<void> {
  if (meansCluster(targets, flags)) return watchLive(targets, flags, version);
  if (flags.context ?? flags.kubeconfig ?? flags.requestTimeout ?? flags.namespace ?? flags.format) {
    throw new UserError(
      'bad-option',
      '--context, --kubeconfig, --request-timeout, --namespace and --format go with a cluster.',
      {
        hint: 'Watch one: `castellan watch --cluster`.',
      },
    );
  }
  if (targets.includes('-')) {
    throw new UserError('bad-option', 'Standard input does not change: there is nothing to watch.', {
      hint: 'Name files or folders.',
    });
  }
  const options = await scanOptions(targets, flags, version);
  expectBaseline(flags, options);
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

async function watchLive(targets: readonly string[], flags: WatchFlags, version: string): Promise<void> {
  const namespace = namespaceToWatch(targets, flags);
  const options = await scanOptions(['cluster'], flags, version);
  const { context, ...reached } = connection(flags);
  const cluster = { contexts: context === undefined ? [] : [context], nodeConfig: false, ...reached };
  await runWatchCluster({ ...options, cluster }, namespace, flags.format ?? 'terminal');
}
