import { type Command, Option } from 'commander';
import type { SetExit } from '../program.ts';
import { repeatable } from '../repeatable.ts';
import { sourceOptions } from '../source-options.ts';

const TARGETS = 'files, folders, charts, snapshots, cluster, or - for standard input';
const FROM = 'internet, pod/<ns>/<name>, user/<name>, group/<name>, serviceaccount/<ns>/<name>; repeatable';
const TO = 'cluster-admin, secret/<ns>/<name>, node/<name>, namespace/<name>, or crown-jewels; repeatable';

/** `castellan paths`: how an attacker gets from one place to another, and what stops it. */
export function addPaths(program: Command, setExit: SetExit, version: () => string): void {
  const paths = program
    .command('paths')
    .summary('how an attacker gets on, and what cuts the way')
    .description(
      'Joins network, workloads, identities and rights into one graph in which each step has its proof. Only reads.',
    );
  sources(ends(paths.command('list')), ['text', 'json', 'sarif', 'dot', 'mermaid', 'html'])
    .summary('the ways to the crown jewels, the worst first')
    .argument('[target...]', TARGETS, ['.'])
    .option('--alternatives <n>', 'ways to each goal', '1')
    .option('--limit <n>', 'ways that are told', '20')
    .addHelpText('after', LIST_EXAMPLES)
    .action(async (targets: string[], options) => {
      const { runList } = await import('../commands/paths.ts');
      setExit(await runList(targets, options, version()));
    });
  sources(paths.command('blast'), ['text', 'json'])
    .summary('all that somebody reaches who controls one thing')
    .argument('<source>', FROM)
    .argument('[target...]', TARGETS, ['.'])
    .action(async (source: string, targets: string[], options) => {
      const { runBlast } = await import('../commands/paths.ts');
      setExit(await runBlast(source, targets, options, version()));
    });
  logs(sources(ends(paths.command('cut')), ['text', 'json']), 'each change')
    .summary('the fewest changes that leave no way, verified, and what they would break')
    .argument('[target...]', TARGETS, ['.'])
    .option('--limit <n>', 'single changes that are told', '15')
    .addHelpText('after', CUT_EXAMPLES)
    .action(async (targets: string[], options) => {
      const { runCut } = await import('../commands/paths-cut.ts');
      setExit(await runCut(targets, options, version()));
    });
  sources(ends(paths.command('diff')), ['text', 'json', 'sarif'])
    .summary('the ways that a change opened or closed; 1 where one is new')
    .argument('<old>', 'files, a folder, a chart or a snapshot before the change')
    .argument('<new>', 'the same after it')
    .option('--limit <n>', 'ways that are told', '20')
    .addHelpText('after', DIFF_EXAMPLES)
    .action(async (before: string, after: string, options) => {
      const { runDiff } = await import('../commands/paths-change.ts');
      setExit(await runDiff({ before, after }, options, version()));
    });
  logs(sources(ends(paths.command('what-if')), ['text', 'json', 'sarif']), 'the change')
    .summary('the ways that a change would open or close, and what it would break')
    .argument('[target...]', TARGETS, ['.'])
    .requiredOption(
      '-f, --file <manifest>',
      'objects to add, to merge, or (`$patch: delete`) to take away; repeatable',
      repeatable,
    )
    .option('--limit <n>', 'ways that are told', '20')
    .addHelpText('after', WHAT_IF_EXAMPLES)
    .action(async (targets: string[], options) => {
      const { runWhatIf } = await import('../commands/paths-change.ts');
      setExit(await runWhatIf(targets, options, version()));
    });
  sources(paths.command('query'), ['text', 'json'])
    .summary('ways that match a pattern')
    .argument('<pattern>', 'vertices and steps, see below')
    .argument('[target...]', TARGETS, ['.'])
    .option('--limit <n>', 'matches that are told', '50')
    .addHelpText('after', QUERY_HELP)
    .action(async (pattern: string, targets: string[], options) => {
      const { runQuery } = await import('../commands/paths-query.ts');
      setExit(await runQuery(pattern, targets, options, version()));
    });
}

const CUT_EXAMPLES = `
Examples:
  castellan paths cut deploy/
  castellan paths cut --from pod/shop/web --to namespace/payments cluster
  castellan paths cut --audit audit.log --flows hubble.jsonl cluster
`;

const DIFF_EXAMPLES = `
Exit code: 1 where a way to a goal is new, so that a pipeline can stop there.

Examples:
  castellan paths diff main/deploy pr/deploy
  castellan paths diff monday.snapshot today.snapshot --to cluster-admin
`;

const WHAT_IF_EXAMPLES = `
Examples:
  castellan paths what-if -f fix.yaml deploy/
  castellan paths what-if -f fix.yaml --audit audit.log --flows hubble.jsonl cluster
  castellan paths what-if -f - cluster <<EOF
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRoleBinding
  metadata: {name: ci-deployer}
  $patch: delete
  EOF
`;

const QUERY_HELP = `
A vertex is a kind (pod, container, node, serviceaccount, permissions, secret, ...) or *, with conditions in braces:
  container{namespace=shop}   pod{name=pod/shop/web-*}
Between two vertices stands
  ->          one step of any kind
  -[a|b]->    one step of these kinds (castellan paths query names the kinds it does not know)
  -*->        any number of steps, none among them
  -[a|b]*->   any number of steps of these kinds

Examples:
  castellan paths query 'container -[privileged-container]-> node' deploy/
  castellan paths query 'internet -*-> container{namespace=payments} -[runs-as]-> serviceaccount'
  castellan paths query 'group{name=group/system:authenticated} -*-> cluster'
  castellan paths query 'serviceaccount -[holds-permissions]-> permissions -[pods-exec]-> *' cluster
`;

const LIST_EXAMPLES = `
Examples:
  castellan paths list deploy/
  castellan paths list --from pod/shop/web --to cluster-admin cluster
  castellan paths list --from user/alice --to namespace/payments prod.snapshot
  castellan paths list --format html -o paths.html .
  trivy image -f json -o web.json registry.example.com/web:1.4 && castellan paths list --facts web.json deploy/
`;

function ends(command: Command): Command {
  return command
    .option('--from <source>', FROM, repeatable)
    .option('--to <goal>', `${TO} (default: crown-jewels)`, repeatable);
}

function logs(command: Command, what: string): Command {
  return command
    .option('--audit <file>', `audit log of the API server: what ${what} would deny of it; repeatable`, repeatable)
    .option(
      '--flows <file>',
      `flow log, as for network suggest: what ${what} would deny of it; repeatable`,
      repeatable,
    );
}

function sources(command: Command, formats: readonly string[]): Command {
  return sourceOptions(
    command
      .addOption(new Option('--format <format>', 'how to tell').choices(formats).default('text'))
      .option('-o, --output <file>', 'write it to this file')
      .option('--kubernetes <version>', 'the Kubernetes version of manifests')
      .option(
        '--facts <file>',
        'what is known of images (Trivy, Grype, CycloneDX, VEX), KEV, EPSS; repeatable',
        repeatable,
      ),
  );
}
