import { type Command, Option } from 'commander';
import { repeatable } from './repeatable.ts';

/** How the target `cluster`, one or several, is reached; read by `clusterOptions`. */
export function clusterSources(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'for the target cluster (default: KUBECONFIG, ~/.kube/config)')
    .option('--context <name>', 'context of the kubeconfig; repeatable', repeatable)
    .option('--request-timeout <time>', 'how long an API server may stay silent (default: 30s)');
}

/** How the one cluster of a verb is reached; read by `connection`. */
export function clusterConnection(command: Command): Command {
  return command
    .option('--context <name>', 'context of the kubeconfig')
    .option('--kubeconfig <file>', 'kubeconfig file (default: KUBECONFIG, ~/.kube/config)')
    .option('--request-timeout <time>', 'how long the API server may stay silent (default: 30s)');
}

export function configFile(command: Command): Command {
  return command.addOption(
    new Option('-c, --config <file>', 'config file (default: nearest .castellan.yaml)').env('CASTELLAN_CONFIG'),
  );
}

/** What Helm charts are rendered with. */
export function chartValues(command: Command): Command {
  return command
    .option('--values <file>', 'values file for Helm charts; repeatable', repeatable)
    .option('--set <key=value>', 'value for Helm charts; repeatable', repeatable);
}

/** All that a question about files or clusters is told of where to look. */
export function sourceOptions(command: Command): Command {
  return chartValues(configFile(clusterSources(command)));
}
