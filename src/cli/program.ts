import { existsSync, readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { closest } from '../std/distance.ts';
import { clusterTarget } from '../sources/cluster/target.ts';
import { UserError } from '../std/user-error.ts';
import { entryOf } from '../std/value.ts';
import { CATEGORIES } from '../model/check.ts';
import { teach } from './examples.ts';
import { EXIT_HELP } from './exit.ts';
import { repeatable } from './repeatable.ts';
import { chartValues, clusterConnection, clusterSources, configFile } from './source-options.ts';
import { addAccess } from './verbs/access.ts';
import { addDrift } from './verbs/drift.ts';
import { addSnapshot } from './verbs/snapshot.ts';
import { addNetwork } from './verbs/network.ts';
import { addPaths } from './verbs/paths.ts';
import { addNode } from './verbs/node.ts';
import { addPolicy } from './verbs/policy.ts';
import { addReport } from './verbs/report.ts';

/** Tells the process how the command ended. */
export type SetExit = (code: number) => void;

/** The version in package.json, also from within the bundle. */
export function version(): string {
  const file = new URL(
    import.meta.url.includes('/src/cli/') ? '../../package.json' : '../package.json',
    import.meta.url,
  );
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

type Declare = (program: Command, setExit: SetExit) => void;

/** The commands, in the order of the help. */
const COMMANDS: Readonly<Record<string, Declare>> = {
  scan: addScan,
  fix: addFix,
  watch: addWatch,
  drift: (program, setExit) => addDrift(program, setExit, version),
  access: (program, setExit) => addAccess(program, setExit, version),
  snapshot: (program, setExit) => addSnapshot(program, setExit, version),
  network: (program, setExit) => addNetwork(program, setExit, version),
  paths: (program, setExit) => addPaths(program, setExit, version),
  node: addNode,
  policy: (program, setExit) => addPolicy(program, setExit, version),
  report: (program, setExit) =>
    addReport(withClusterOptions(withTargetOptions(program.command('report'))), setExit, version),
  explain: addExplain,
  rules: addRules,
  init: addInit,
  doctor: addDoctor,
  completion: addCompletion,
  'exit-codes': addExitCodes,
};

/** Commands that speak of all the others. */
const WHOLE: ReadonlySet<string> = new Set(['completion']);

/** The command line; only this command of it where one is asked for by its name. Each loads its program when it runs. */
export function createProgram(setExit: SetExit, asked?: string): Command {
  const program = new Command('castellan')
    .description('Kubernetes security in depth: what is wrong, where, why it matters, and how to fix it.')
    .version(version(), '-V, --version')
    .showHelpAfterError('(run with --help to see how)')
    .showSuggestionAfterError()
    .exitOverride()
    .configureHelp({ helpWidth: Math.min(process.stdout.columns || 100, 110), sortSubcommands: false });
  program.addHelpText('after', `\nExamples:\n${EXAMPLES}\n${EXIT_HELP}`);
  const only = asked !== undefined && !WHOLE.has(asked) ? entryOf(COMMANDS, asked) : undefined;
  for (const declare of only ? [only] : Object.values(COMMANDS)) declare(program, setExit);
  teach(program);
  return program;
}

const EXAMPLES = `  castellan scan                         what is wrong in this folder
  castellan scan k8s/ charts/api         manifests and a Helm chart
  helm template api | castellan scan -   what another tool renders
  castellan scan -f sarif=out.sarif -f terminal
  castellan scan cluster                 what runs in the current cluster
  castellan scan --framework nsa-cisa    score by a framework
  castellan fix --dry-run                the repairs, as a diff
  castellan explain privileged-container why a rule matters
`;

const FORMATS = 'terminal, json, sarif, github-sarif, junit, gitlab, github, markdown, csv or html';

/** Options that `scan`, `fix` and `watch` share. */
function withTargetOptions(command: Command): Command {
  command.argument('[target...]', 'files, folders, globs, or - for standard input', ['.']);
  return chartValues(configFile(command))
    .addOption(
      new Option('-p, --profile <name>', 'recommended: what really matters; all: every rule')
        .choices(['recommended', 'all'])
        .env('CASTELLAN_PROFILE'),
    )
    .addOption(
      new Option('-k, --kubernetes <version>', 'version the manifests are meant for (default: 1.36)').env(
        'CASTELLAN_KUBERNETES',
      ),
    )
    .option('-r, --rule <id>', 'run this rule alone; repeatable', repeatable)
    .option('--skip-rule <id>', 'leave this rule out; repeatable', repeatable)
    .option('--policies <path>', 'judge by these policies too: a file or folder; repeatable', repeatable)
    .option('--tf-var-file <file>', 'values for variables of Terraform; repeatable', repeatable)
    .option('--tf-var <name=value>', 'value for a variable of Terraform; repeatable', repeatable)
    .addOption(
      new Option('--versions <file>', 'newer data about releases and their vulnerabilities than what is built in').env(
        'CASTELLAN_VERSIONS',
      ),
    )
    .addOption(new Option('--today <date>', 'the date that expiry is judged by').env('CASTELLAN_TODAY').hideHelp());
}

/** How the target `cluster` is reached: options of `scan` and `report`. */
function withClusterOptions(command: Command): Command {
  return clusterSources(command).option(
    '--node-config',
    "also each kubelet's configuration; needs the right to nodes/proxy",
  );
}

function addScan(program: Command, setExit: SetExit): void {
  withClusterOptions(withTargetOptions(program.command('scan', { isDefault: true })))
    .summary('find what is wrong')
    .description(
      'Reads manifests, charts, kustomizations, Dockerfiles and component configuration, or with the target cluster (cluster/<namespace>) what a cluster runs, and reports what is wrong.',
    )
    .option('-n, --namespace <name>', 'this namespace of the cluster alone; repeatable', repeatable)
    .option('-f, --format <format[=file]>', `${FORMATS}; =file writes there; repeatable`, repeatable)
    .option('-o, --output <file>', 'write the (one) format to this file')
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 from this severity on (default: high)')
        .choices(['info', 'low', 'medium', 'high', 'critical', 'none'])
        .env('CASTELLAN_FAIL_ON'),
    )
    .option(
      '--framework <id>',
      'judge by a framework: score, coverage and evidence per control; repeatable',
      repeatable,
    )
    .option('--paths', 'tell which findings lie on an attack path from outside to a crown jewel')
    .option('--changed-since <ref>', 'report only files that differ from this git commit or branch')
    .addOption(new Option('--baseline <file>', 'findings that are accepted for now').env('CASTELLAN_BASELINE'))
    .option('--write-baseline', 'accept what is found now: write the baseline file')
    .option('--prune-baseline', 'drop entries of the baseline that are no longer found')
    .option('-q, --quiet', 'no progress, no report on the terminal; exit code and files only')
    .action(async (targets: string[], options) => {
      const { runScan } = await import('./commands/scan.ts');
      if (targets[0] === program.args[0]) refuseMistypedCommand(targets[0], program);
      setExit(await runScan(targets, options, version()));
    });
}

/** A bare first word is a target of `scan`, or a command with a typing mistake. */
function refuseMistypedCommand(word: string | undefined, program: Command): void {
  if (word === undefined || existsSync(word) || clusterTarget(word)) return;
  const near = closest(
    word,
    program.commands.filter((command) => command.summary()).map((command) => command.name()),
  );
  if (!near) return;
  throw new UserError('not-found', `"${word}" is neither a command nor a file.`, {
    hint: `Did you mean \`castellan ${near}\`?`,
  });
}

function addFix(program: Command, setExit: SetExit): void {
  withTargetOptions(program.command('fix'))
    .summary('repair what can be repaired mechanically')
    .description(
      'Writes the safe fixes into the files and keeps comments and layout. --unsafe adds those that may change how a workload runs.',
    )
    .option('-n, --dry-run', 'show the diff, write nothing')
    .option('--unsafe', 'also fixes that may change how a workload runs')
    .action(async (targets: string[], options) => {
      const { runFix } = await import('./commands/fix.ts');
      setExit(await runFix(targets, options, version()));
    });
}

function addWatch(program: Command): void {
  clusterConnection(withTargetOptions(program.command('watch')))
    .summary('scan again whenever a file, or a cluster, changes')
    .description('Scans, then again whenever a file changes; of a cluster, tells what appears and what is resolved.')
    .option('--cluster', 'watch the cluster of the kubeconfig; also the target cluster, or cluster/<namespace>')
    .option('-n, --namespace <name>', 'this namespace of the cluster alone')
    .addOption(
      new Option('-f, --format <format>', 'of a cluster: for people, or one line of JSON a change').choices([
        'terminal',
        'json',
      ]),
    )
    .action(async (targets: string[], options) => {
      const { runWatch } = await import('./commands/watch.ts');
      await runWatch(targets, options, version());
    });
}

function addExplain(program: Command): void {
  program
    .command('explain')
    .argument('<rule>', 'a rule id, a framework id, or a framework id and a control')
    .argument('[control]')
    .summary('what a rule looks for, why, and what to do')
    .action(async (subject: string, control: string | undefined) => {
      const { runExplain } = await import('./commands/explain.ts');
      await runExplain(subject, control);
    });
}

function addRules(program: Command): void {
  program
    .command('rules')
    .summary('list the rules')
    .addOption(new Option('--category <name>', 'only of this category').choices(CATEGORIES))
    .option('--framework <id>', 'only those that a framework needs')
    .addOption(new Option('-p, --profile <name>', 'only of this profile').choices(['recommended', 'all']))
    .option('--json', 'machine-readable')
    .action(async (options) => {
      const { runRules } = await import('./commands/rules.ts');
      await runRules(options);
    });
}

function addInit(program: Command): void {
  program
    .command('init')
    .summary('write a .castellan.yaml for this repository')
    .option('--force', 'replace an existing one')
    .action(async (options) => {
      const { runInit } = await import('./commands/init.ts');
      runInit(options);
    });
}

function addDoctor(program: Command, setExit: SetExit): void {
  program
    .command('doctor')
    .summary('what Castellan has to work with here: Node, helpers, config')
    .option('--json', 'machine-readable')
    .option('--rbac', 'print the role that a scan of a cluster needs')
    .action(async (options) => {
      const { runDoctor } = await import('./commands/doctor.ts');
      setExit(await runDoctor(options, version()));
    });
}

function addCompletion(program: Command): void {
  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish')
    .summary('print a completion script')
    .action(async (shell: string) => {
      const { runCompletion } = await import('./commands/completion.ts');
      runCompletion(shell, program);
    });
}

function addExitCodes(program: Command): void {
  program
    .command('exit-codes', { hidden: true })
    .description(EXIT_HELP)
    .action(() => void process.stdout.write(EXIT_HELP));
}
