import { formats } from '../../formats/index.generated.ts';
import type { Gap } from '../../model/gap.ts';
import { clusterTarget } from '../../sources/cluster/target.ts';
import { type ClusterRound, connectTo, openWatch, watchCluster } from '../../scan/watch-cluster.ts';
import type { ScanOptions } from '../../scan/scan.ts';
import { UserError } from '../../std/user-error.ts';
import type { ConnectionFlags } from '../cluster-flags.ts';
import { type LiveNews, liveJson, liveText } from '../live-text.ts';
import { renderOptions } from '../terminal.ts';

export interface WatchClusterFlags extends ConnectionFlags {
  readonly cluster?: boolean;
  readonly namespace?: string;
  readonly format?: 'terminal' | 'json';
}

/** Whether a cluster is meant: by a flag, or by the target `cluster` or `cluster/<namespace>`. */
export function meansCluster(targets: readonly string[], { cluster }: WatchClusterFlags): boolean {
  return cluster === true || targets.some((target) => clusterTarget(target) !== undefined);
}

/** The one namespace that flags and target speak of; undefined for all. */
export function namespaceToWatch(targets: readonly string[], { namespace }: WatchClusterFlags): string | undefined {
  const named = targets.filter((target) => target !== '.');
  const [target = 'cluster', another] = named;
  const meant = clusterTarget(target);
  if (!meant || another !== undefined) {
    throw new UserError('bad-option', "A cluster is watched by itself: files can't be watched along with it.", {
      hint: 'Name one: `castellan watch --cluster`, or `castellan watch cluster/<namespace>`.',
    });
  }
  return namespace ?? meant.namespace;
}

/** `castellan watch --cluster`: the report once, then what appears and what is resolved, until Ctrl-C. */
export async function runWatchCluster(
  options: ScanOptions,
  namespace: string | undefined,
  format: 'terminal' | 'json',
): Promise<void> {
  const client = await connectTo(options);
  for (const note of client.notes) process.stderr.write(`${note}\n`);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const write = format === 'json' ? writeJson : await terminalWriter(options);
  let gaps: readonly Gap[] = [];
  const watched = openWatch(options, { client, namespace });
  try {
    await watchCluster(options, watched, stop.signal, (round) => {
      const news = newsOf(round, gaps);
      ({ gaps } = round.result.report);
      if (round.first || isNews(news)) write(news, round);
    });
  } finally {
    client.close();
  }
}

type Write = (news: LiveNews, round: ClusterRound) => void;

function newsOf({ appeared, resolved, changed, result }: ClusterRound, before: readonly Gap[]): LiveNews {
  const { gaps } = result.report;
  return {
    time: new Date(),
    appeared,
    resolved,
    changed,
    gaps,
    newGaps: gaps.filter((gap) => !before.some((other) => other.message === gap.message)),
    lostGaps: before.filter((gap) => !gaps.some((other) => other.message === gap.message)),
  };
}

function isNews({ appeared, resolved, newGaps, lostGaps }: LiveNews): boolean {
  return appeared.length + resolved.length + newGaps.length + lostGaps.length > 0;
}

function writeJson(news: LiveNews): void {
  process.stdout.write(liveJson(news));
}

async function terminalWriter({ root }: ScanOptions): Promise<Write> {
  const terminal = (await formats['terminal']!()).default;
  return (news, { first, result, milliseconds }) => {
    const { stdout } = process;
    const options = renderOptions(stdout, root, (file) => result.collected.liveText?.(file));
    if (!first) {
      stdout.write(`${liveText(news, options, stdout.rows)}\n`);
      return;
    }
    if (stdout.isTTY) stdout.write('\u001b[2J\u001b[H');
    stdout.write(terminal.render(result.report, options));
    const objects = result.collected.resources.length;
    process.stderr.write(`judged ${objects} objects in ${milliseconds.toFixed(0)} ms; watching, Ctrl-C ends\n`);
  };
}
