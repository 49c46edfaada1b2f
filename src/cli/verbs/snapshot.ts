import { type Command, Option } from 'commander';
import type { SetExit } from '../program.ts';
import { clusterConnection, configFile } from '../source-options.ts';

/** `castellan snapshot`: a cluster in one file, without its secrets. */
export function addSnapshot(program: Command, setExit: SetExit, version: () => string): void {
  const snapshot = program
    .command('snapshot')
    .summary('keep what a cluster holds in one file, without its secrets')
    .description(
      'Reads a cluster as `scan cluster` does and writes one compressed file: for scans and comparisons without access to the cluster, now or later. Values of Secrets are never asked for; credentials elsewhere are taken out. Only reads.',
    )
    .option('-o, --output <file>', 'file to write, or - for standard output', 'cluster.cst');
  configFile(clusterConnection(snapshot))
    .option('-n, --namespace <name...>', 'these namespaces alone')
    .option('--node-config', 'also ask each node for the configuration of its kubelet')
    .addOption(new Option('--today <date>', 'when it was taken, as the file says').env('CASTELLAN_TODAY').hideHelp())
    .option('-q, --quiet', 'tell nothing but gaps')
    .action(async (options) => {
      const { runSnapshot } = await import('../commands/snapshot.ts');
      setExit(await runSnapshot(options, version()));
    });
}
