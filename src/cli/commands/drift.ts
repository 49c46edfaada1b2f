import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { driftJson } from '../../drift/json.ts';
import type { DriftReport } from '../../drift/report.ts';
import { driftText } from '../../drift/terminal.ts';
import { connect } from '../../kube/connect.ts';
import { KubeError } from '../../kube/error.ts';
import type { Resource } from '../../model/resource.ts';
import { drift, type LiveState } from '../../scan/drift.ts';
import { nothingRead, readLive, readLiveSnapshot } from '../../scan/drift-live.ts';
import { UserError } from '../../std/user-error.ts';
import { connection, type ConnectionFlags } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { progressLine, renderOptions } from '../terminal.ts';
import { cannotWrite } from '../cannot-write.ts';

export interface DriftFlags extends TargetFlags, ConnectionFlags {
  readonly cluster?: boolean;
  readonly namespace?: string;
  readonly snapshot?: string;
  readonly server?: boolean;
  readonly unmanaged: boolean;
  readonly format: 'terminal' | 'json';
  readonly output?: string;
}

/** `castellan drift`: compares, writes the report, and tells the exit code. */
export async function runDrift(targets: readonly string[], flags: DriftFlags, version: string): Promise<number> {
  const progress = progressLine(false);
  const options = await scanOptions(targets, flags, version);
  const report = await drift({
    ...options,
    failOn: flags.failOn ?? options.config.config.failOn ?? 'low',
    unmanaged: flags.unmanaged,
    readLive: (declared) => liveState(flags, declared),
    progress: progress.update,
  });
  progress.clear();
  write(report, flags, options.root);
  return { clean: EXIT.clean, drift: EXIT.findings, incomplete: EXIT.incomplete }[report.verdict];
}

async function liveState(flags: DriftFlags, declared: readonly Resource[]): Promise<LiveState> {
  if (flags.snapshot !== undefined) return snapshotState(flags.snapshot, flags);
  const client = await connect(connection(flags));
  const wish = {
    defaultNamespace: flags.namespace ?? client.namespace ?? 'default',
    onlyNamespace: flags.namespace,
    server: Boolean(flags.server),
  };
  try {
    return await readLive(client, declared, wish);
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    return nothingRead(client, error, wish);
  } finally {
    client.close();
  }
}

/**
 * The state that a snapshot holds.
 * @throws UserError where the file can't be used: without it there is nothing to compare with.
 */
async function snapshotState(path: string, flags: DriftFlags): Promise<LiveState> {
  if (flags.cluster || flags.server || flags.context !== undefined || flags.kubeconfig !== undefined) {
    throw new UserError('bad-option', "--snapshot and a cluster can't be compared with at once.", {
      hint: 'Leave out --cluster, --server, --context and --kubeconfig, or --snapshot.',
    });
  }
  if (!existsSync(path)) {
    throw new UserError('not-found', `The snapshot ${path} does not exist.`, {
      hint: '`castellan snapshot -o file` writes one.',
    });
  }
  const state = await readLiveSnapshot(resolve(path), path, flags.namespace);
  if (!('gap' in state)) return state;
  const { message, hint } = state.gap;
  throw new UserError('bad-snapshot', `${path}: ${message}`, { ...(hint !== undefined && { hint }) });
}

function write(report: DriftReport, { format, output }: DriftFlags, root: string): void {
  const render = format === 'json' ? () => driftJson(report) : driftText;
  if (output === undefined) {
    process.stdout.write(
      render(
        report,
        renderOptions(process.stdout, root, () => undefined),
      ),
    );
    return;
  }
  const text = render(report, { color: false, hyperlinks: false, width: 100, source: () => undefined });
  try {
    writeFileSync(output, text);
  } catch (cause) {
    throw cannotWrite(output, cause);
  }
}
