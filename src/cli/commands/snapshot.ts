import { connect } from '../../kube/connect.ts';
import type { Gap } from '../../model/gap.ts';
import { takeSnapshot } from '../../scan/snapshot.ts';
import { count, printable } from '../../std/text.ts';
import { connection, type ConnectionFlags } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { scanOptions } from '../options.ts';
import { writePrivate } from '../private-file.ts';
import { progressLine } from '../terminal.ts';

export interface SnapshotFlags extends ConnectionFlags {
  readonly output: string;
  readonly namespace?: readonly string[];
  readonly nodeConfig?: boolean;
  readonly config?: string;
  readonly today?: string;
  readonly quiet?: boolean;
}

/** `castellan snapshot`: reads, writes the file, and tells the exit code. */
export async function runSnapshot(flags: SnapshotFlags, version: string): Promise<number> {
  const { checks, config } = await scanOptions([], flags.config === undefined ? {} : { config: flags.config }, version);
  const progress = progressLine(Boolean(flags.quiet));
  const client = await connect(connection(flags));
  try {
    const taken = await takeSnapshot({
      client,
      namespaces: flags.namespace,
      nodeConfig: Boolean(flags.nodeConfig),
      checks,
      ownTypes: Object.keys(config.config.workloads ?? {}),
      taken: flags.today ?? `${new Date().toISOString().slice(0, 19)}Z`,
      version,
      progress: progress.update,
    });
    progress.clear();
    tell(taken.gaps);
    if (!taken.bytes) return EXIT.incomplete;
    write(flags.output, taken.bytes);
    if (!flags.quiet) process.stderr.write(`${written(flags.output, taken.bytes.length, taken)}\n`);
    return taken.gaps.length > 0 ? EXIT.incomplete : EXIT.clean;
  } finally {
    progress.clear();
    client.close();
  }
}

function written(
  file: string,
  bytes: number,
  { objects, credentials }: { objects: number; credentials: number },
): string {
  const size = bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  const taken = credentials > 0 ? ` ${count(credentials, 'credential')} taken out.` : '';
  const next = file === '-' ? '' : `\nnext: castellan scan ${printable(file)}`;
  return `Wrote ${file === '-' ? 'standard output' : printable(file)}: ${count(objects, 'object')}, ${size}.${taken}${next}`;
}

function tell(gaps: readonly Gap[]): void {
  for (const { file, message, hint } of gaps) {
    process.stderr.write(`${printable(`${file}: ${message}${hint === undefined ? '' : ` ${hint}`}`)}\n`);
  }
}

function write(file: string, bytes: Buffer): void {
  if (file === '-') process.stdout.write(bytes);
  else writePrivate(file, bytes);
}
