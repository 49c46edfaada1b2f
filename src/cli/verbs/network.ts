import { type Command, Option } from 'commander';
import { PROFILES } from '../../network/engine/settings.ts';
import { LIST_FORMATS } from '../../network/render/connections.ts';
import type { SetExit } from '../program.ts';
import { repeatable } from '../repeatable.ts';
import { sourceOptions } from '../source-options.ts';

const LIST_EXAMPLES = `
Examples:
  castellan network list k8s/ --to shop/db --port 5432     who reaches the database
  castellan network list cluster --external                what has an end outside of the cluster
  castellan network list cluster -f html -o network.html   a picture and a table on one page
`;
const WHY_EXAMPLES = `
Examples:
  castellan network why shop/web data/db k8s/
  castellan network why internet shop/web cluster
  castellan network why shop/web 169.254.169.254 cluster   whether it reaches the cloud's credentials
`;
const DIFF_EXAMPLES = `
Examples:
  castellan network diff main/ branch/ --fail-on added     for a pull request: 1 where something new may talk
  castellan network diff before.cst cluster                what changed since a snapshot
`;
const WHAT_IF_EXAMPLES = `
Examples:
  castellan network what-if cluster -f new-policy.yaml
  castellan network what-if cluster --delete netpol/shop/allow-all --fail-on removed
`;
const SUGGEST_EXAMPLES = `
Examples:
  hubble observe --last 100000 -o json > flows.jsonl
  castellan network suggest cluster --flows flows.jsonl -o policies/
  castellan network suggest k8s/ --needs needs.yaml > policies.yaml

needs.yaml:
  - { from: shop/web, to: data/db, port: 5432 }
  - { from: internet, to: shop/web, ports: [80, 443] }
`;
const SEGMENTS_EXAMPLES = `
In .castellan.yaml:
  segments:
    groups:
      front: [{ namespaces: [shop] }]
      payments: [{ namespaceLabels: { team: payments } }]
    allow: [{ from: front, to: payments, ports: [8443] }]
    isolated: [payments]
`;

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
    .addHelpText('after', LIST_EXAMPLES)
    .action(async (targets: string[], options) => {
      const { runList } = await import('../commands/network.ts');
      setExit(await runList(targets, options, version()));
    });
  withSources(network.command('why'), ['text', 'json'])
    .argument('<from>', 'a workload (shop/web), an address, a block, internet, or ingress-controller')
    .argument('<to>', 'the same')
    .argument('[target...]', TARGETS, ['.'])
    .description('Which policy, rule and line decides a connection, and what would have to change.')
    .addHelpText('after', WHY_EXAMPLES)
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
    .addOption(failOn())
    .addHelpText('after', DIFF_EXAMPLES)
    .action(async (before: string, after: string, options) => {
      const { runDiff } = await import('../commands/network.ts');
      setExit(await runDiff({ before, after }, options, version()));
    });
  withSources(network.command('segments'), ['text', 'json', 'csv'])
    .argument('[target...]', TARGETS, ['.'])
    .description('What the segments of the config may do with each other, and what of it must not be.')
    .addHelpText('after', SEGMENTS_EXAMPLES)
    .action(async (targets: string[], options) => {
      const { runSegments } = await import('../commands/network-segments.ts');
      setExit(await runSegments(targets, options, version()));
    });
  withSources(network.command('what-if'), ['text', 'json', 'csv'], { format: '--format <format>' })
    .argument('[target...]', TARGETS, ['.'])
    .description('What new, changed or deleted objects would do to the connections, told before they are applied.')
    .option('-f, --file <file>', 'objects that are new or changed; repeatable', repeatable)
    .option(
      '--delete <kind/namespace/name>',
      'an object that goes, like networkpolicy/shop/web; repeatable',
      repeatable,
    )
    .addOption(failOn())
    .addHelpText('after', WHAT_IF_EXAMPLES)
    .action(async (targets: string[], options) => {
      const { runWhatIf } = await import('../commands/network-what-if.ts');
      setExit(await runWhatIf(targets, options, version()));
    });
  withSources(network.command('suggest'), ['text', 'json'], {
    output: 'write the policies into this folder, a file for each namespace',
  })
    .argument('[target...]', TARGETS, ['.'])
    .description('Default deny and the least policies for flows that were seen or declared, proved by the engine.')
    .option(
      '--flows <file>',
      'observed flows: Hubble, Calico or Istio logs, JSON lines or CSV (.gz too); repeatable',
      repeatable,
    )
    .option('--needs <file>', 'declared needs: YAML, JSON or CSV with from, to, port; repeatable', repeatable)
    .option(
      '--namespace <name>',
      'only for this namespace (default: those with a flow, but for kube-system); repeatable',
      repeatable,
    )
    .option('--outside <cidr>', 'a private range in which no pod lies, like an office; repeatable', repeatable)
    .option('--replace', 'instead of the NetworkPolicies that these namespaces have')
    .addHelpText('after', SUGGEST_EXAMPLES)
    .action(async (targets: string[], options) => {
      const { runSuggest } = await import('../commands/network-suggest.ts');
      setExit(await runSuggest(targets, options, version()));
    });
}

function failOn(): Option {
  return new Option('--fail-on <what>', 'exit with 1 where a connection is added, or removed').choices([
    'added',
    'removed',
  ]);
}

const TARGETS = 'files, folders, globs, - for standard input, or cluster';

function withSources(
  command: Command,
  formats: readonly string[],
  { output = 'write it to this file', format = '-f, --format <format>' } = {},
): Command {
  return sourceOptions(
    command
      .addOption(new Option(format, 'how to tell').choices(formats).default('text'))
      .option('-o, --output <path>', output)
      .addOption(
        new Option('--profile <name>', 'what the network of the cluster does where the API leaves it open')
          .choices(Object.keys(PROFILES))
          .default('default'),
      )
      .option('--networks', 'tell user-defined and attached networks apart'),
  );
}
