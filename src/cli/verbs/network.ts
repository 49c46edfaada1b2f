import { type Command, Option } from 'commander';
import { PROFILES } from '../../network/engine/settings.ts';
import { LIST_FORMATS } from '../../network/render/connections.ts';
import type { SetExit } from '../program.ts';

/** For options that may be given several times. */
function collect(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** `castellan network`: who can talk to whom, why, what is exposed, and what a change does. */
export function addNetwork(program: Command, setExit: SetExit, version: () => string): void {
  const network = program
    .command('network')
    .summary('who can talk to whom, and which policy decides it')
    .description('Computes what network policies let through, from files, charts, kustomizations or a cluster.');
  withSources(network.command('list'), LIST_FORMATS)
    .argument('[target...]', TARGETS, ['.'])
    .description('Every connection that is allowed.')
    .option('--from <workload>', 'only from this workload, address or block')
    .option('--to <workload>', 'only to this workload, address or block')
    .option('--namespace <name>', 'only with an end in this namespace')
    .option('--port <port>', 'only what allows this port, like 443 or UDP/53')
    .option('--external', 'only with an end outside of the cluster')
    .action(async (targets: string[], options) => {
      const { runList } = await import('../commands/network.ts');
      setExit(await runList(targets, options, version()));
    });
  withSources(network.command('why'), ['text', 'json'])
    .argument('<from>', 'a workload (shop/web), an address, a block, internet, or ingress-controller')
    .argument('<to>', 'the same')
    .argument('[target...]', TARGETS, ['.'])
    .description('Which policy, rule and line decides a connection, and what would have to change.')
    .action(async (from: string, to: string, targets: string[], options) => {
      const { runWhy } = await import('../commands/network.ts');
      setExit(await runWhy({ from, to }, targets, options, version()));
    });
  withSources(network.command('exposure'), ['text', 'json', 'csv'])
    .argument('[target...]', TARGETS, ['.'])
    .description(
      'What is reachable from outside, from the whole cluster, and by pods that may come; what no policy protects.',
    )
    .action(async (targets: string[], options) => {
      const { runExposure } = await import('../commands/network.ts');
      setExit(await runExposure(targets, options, version()));
    });
  withSources(network.command('diff'), ['text', 'json', 'csv'])
    .argument('<old>', 'folder or file before the change')
    .argument('<new>', 'folder or file after it')
    .description('Connections that a change adds, removes or changes, with the policies that do it.')
    .action(async (before: string, after: string, options) => {
      const { runDiff } = await import('../commands/network.ts');
      setExit(await runDiff({ before, after }, options, version()));
    });
}

const TARGETS = 'files, folders, globs, - for standard input, or cluster';

function withSources(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(new Option('-f, --format <format>', 'how to tell').choices(formats).default('text'))
    .option('-o, --output <file>', 'write it to this file')
    .addOption(
      new Option('--profile <name>', 'what the network of the cluster does where the API leaves it open')
        .choices(Object.keys(PROFILES))
        .default('default'),
    )
    .option('--networks', 'tell user-defined and attached networks apart')
    .option('--values <file>', 'values file for Helm charts; repeatable', collect)
    .option('--set <key=value>', 'value for Helm charts; repeatable', collect)
    .option('--kubeconfig <file>', 'for the target cluster (default: KUBECONFIG, ~/.kube/config)')
    .option('--context <name>', 'context of the kubeconfig; repeatable', collect)
    .addOption(
      new Option('-c, --config <file>', 'config file (default: nearest .castellan.yaml)').env('CASTELLAN_CONFIG'),
    );
}
