import { type Command, Option } from 'commander';
import type { SetExit } from '../program.ts';
import { chartValues, clusterConnection, configFile } from '../source-options.ts';

/** `castellan drift`: what the cluster has that files do not say, and the other way round. */
export function addDrift(program: Command, setExit: SetExit, version: () => string): void {
  const drift = program
    .command('drift')
    .argument('[target...]', 'files, folders, globs, or - for standard input', ['.'])
    .summary('what the cluster has that files do not say')
    .description(
      'Compares manifests, charts and kustomizations with a cluster or a snapshot of one: objects that are changed, missing or declared nowhere, who changed what, and which rules are broken by it. Only reads; values of Secrets are never asked for.',
    )
    .option('--cluster', 'compare with the cluster of the kubeconfig (the default)');
  chartValues(configFile(clusterConnection(drift)))
    .option('-n, --namespace <name>', 'this namespace alone')
    .option('--snapshot <file>', 'compare with a file that `castellan snapshot` wrote')
    .option('--server', 'let the server fill in what files leave open, as a dry run; needs the right to create')
    .option('--no-unmanaged', 'leave out objects that no file declares')
    .addOption(new Option('-f, --format <format>', 'how to tell').choices(['terminal', 'json']).default('terminal'))
    .option('-o, --output <file>', 'write it to this file')
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 from this severity on (default: low)')
        .choices(['info', 'low', 'medium', 'high', 'critical', 'none'])
        .env('CASTELLAN_FAIL_ON'),
    )
    .addOption(
      new Option('-p, --profile <name>', 'rules that judge the drift')
        .choices(['recommended', 'all'])
        .env('CASTELLAN_PROFILE'),
    )
    .addOption(new Option('--today <date>', 'the date that expiry is judged by').env('CASTELLAN_TODAY').hideHelp())
    .action(async (targets: string[], options) => {
      const { runDrift } = await import('../commands/drift.ts');
      setExit(await runDrift(targets, options, version()));
    });
}
