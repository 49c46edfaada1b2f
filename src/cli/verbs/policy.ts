import { type Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../../std/user-error.ts';
import type { SetExit } from '../program.ts';
import { repeatable } from '../repeatable.ts';
import { clusterSources, configFile } from '../source-options.ts';

/** `castellan policy`: policies as code, of Kyverno and of Kubernetes itself. */
export function addPolicy(program: Command, setExit: SetExit, version: () => string): void {
  const policy = program
    .command('policy')
    .summary('run, test, explain and lint policies of Kyverno, Gatekeeper and Kubernetes')
    .description(
      'Runs ClusterPolicies, the CEL kinds of Kyverno, constraints of Gatekeeper in CEL and admission policies, without a cluster.',
    );
  addTest(policy, setExit);
  addApply(policy, setExit, version);
  addExplain(policy, setExit);
  addLint(policy, setExit, version);
}

const TEST_EXAMPLES = `
Examples:
  castellan policy test policies/
  castellan policy test policies/ --failures --strict
  castellan policy test gatekeeper/suite.yaml
  castellan policy test policies/ -f junit -o report.xml
`;

function addTest(policy: Command, setExit: SetExit): void {
  policy
    .command('test')
    .argument('[target]', 'a folder with tests below it, or one test file', '.')
    .summary('run the tests of policies')
    .description(
      'Reads kyverno-test.yaml files, and suites of Gatekeeper, as they are. Rows whose object no rule looked at are told: they prove nothing. Exit code 1 where a row is not as expected.',
    )
    .option('--file-name <name>', 'how test files are called', 'kyverno-test.yaml')
    .option('--failures', 'only rows that are not as expected, or never evaluated')
    .option('--strict', 'rows that were never evaluated fail too')
    .addOption(
      new Option('-f, --format <format>', 'how to tell').choices(['terminal', 'json', 'junit']).default('terminal'),
    )
    .option('-o, --output <file>', 'write it to this file')
    .addHelpText('after', TEST_EXAMPLES)
    .action(async (target: string, options) => {
      const { runPolicyTest } = await import('../commands/policy.ts');
      setExit(runPolicyTest(target, options));
    });
}

const APPLY_EXAMPLES = `
Examples:
  castellan policy apply policies/ -r k8s/ -r charts/api
  castellan policy apply policies/ -r cluster -f policy-report
  castellan policy apply policies/ -r k8s/ -f sarif -o policies.sarif
  castellan policy apply mutations/ -r k8s/ -f yaml -o changed/
  castellan policy apply policies/ -r k8s/ --user alice --group devs --cluster-role edit
  castellan policy apply policies/ -r k8s/ --values values.yaml

Options of Kyverno that have other names:
  -f, --values-file FILE    --values FILE
  -o DIR                    -f yaml -o DIR
  --policy-report           -f policy-report
  -t, --detailed-results    --all
  --target-resource FILE    -r FILE
`;

const APPLY_FORMATS = ['terminal', 'json', 'yaml', 'sarif', 'junit', 'policy-report', 'open-report'];

/** The format; files are what Kyverno's `-f` takes. */
function applyFormat(text: string): string {
  if (APPLY_FORMATS.includes(text)) return text;
  if (!/\.(?:ya?ml|json)$/.test(text))
    throw new InvalidArgumentError(`Allowed choices are ${APPLY_FORMATS.join(', ')}.`);
  throw new UserError('bad-option', `"${text}" is a file, and -f takes a format: ${APPLY_FORMATS.join(', ')}.`, {
    hint: `Values of variables are read with --values ${text}`,
  });
}

function addApply(policy: Command, setExit: SetExit, version: () => string): void {
  const apply = policy
    .command('apply')
    .argument('<policy...>', 'files or folders of policies')
    .option(
      '-r, --resource <target>',
      'files, folders, charts, snapshots, cluster or cluster/<namespace>; repeatable',
      repeatable,
    )
    .option('--cluster', 'the same as --resource cluster')
    .summary('evaluate policies on files or a cluster')
    .description(
      'Tells what the rules say of the objects. Exit code 1 where a rule fails, 3 where one cannot be evaluated or not everything could be read.',
    )
    .option('-e, --exception <path>', 'file or folder of PolicyExceptions; repeatable', repeatable)
    .option('--values <file>', 'values of variables (cli.kyverno.io Values)')
    .option('-s, --set <name=value>', 'value of a variable; repeatable', repeatable)
    .option('--userinfo <file>', 'who asks (cli.kyverno.io UserInfo)')
    .option('--user <name>', 'who asks: the name of the user')
    .option('--group <name>', 'a group of the user; repeatable', repeatable)
    .option('--role <namespace:name>', 'a role bound to the user; repeatable', repeatable)
    .option('--cluster-role <name>', 'a cluster role bound to the user; repeatable', repeatable)
    .option('--all', 'tell also rules that passed, and those that were skipped')
    .option('--audit-warn', 'what breaks a rule that only audits is a warning, not a failure')
    .option('--warn-exit-code <code>', 'exit code where there are warnings and nothing worse (default: 0)')
    .option('--warn-no-pass', 'use the exit code for warnings also where no rule passed')
    .addOption(
      new Option('-f, --format <format>', 'yaml: the objects that rules changed or want')
        .choices(APPLY_FORMATS)
        .argParser(applyFormat)
        .default('terminal'),
    )
    .option('-o, --output <path>', 'write it to this file; of yaml also a folder, with a file for each object')
    .option('--helm-values <file>', 'values file for Helm charts; repeatable', repeatable)
    .option('--helm-set <key=value>', 'value for Helm charts; repeatable', repeatable);
  configFile(clusterSources(apply))
    .addHelpText('after', APPLY_EXAMPLES)
    .action(async (policies: string[], options) => {
      const { runPolicyApply } = await import('../commands/policy-apply.ts');
      setExit(await runPolicyApply(policies, options, version()));
    });
}

const EXPLAIN_EXAMPLES = `
Examples:
  castellan policy explain policies/require-labels.yaml
  castellan policy explain policies/ -f json
`;

function addExplain(policy: Command, setExit: SetExit): void {
  policy
    .command('explain')
    .argument('<policy...>', 'files or folders of policies')
    .summary('what policies match, compile to, look up and need')
    .description(
      'Tells of each rule which objects it is about, what becomes of those that break it, the rules that are repeated for controllers of pods, what it looks up, and whether it can be evaluated here. Exit code 3 where a policy cannot be used.',
    )
    .addOption(new Option('-f, --format <format>', 'how to tell').choices(['terminal', 'json']).default('terminal'))
    .option('-o, --output <file>', 'write it to this file')
    .addHelpText('after', EXPLAIN_EXAMPLES)
    .action(async (policies: string[], options) => {
      const { runPolicyExplain } = await import('../commands/policy-lint.ts');
      setExit(runPolicyExplain(policies, options));
    });
}

const LINT_EXAMPLES = `
Examples:
  castellan policy lint policies/
  castellan policy lint policies/ --strict
  castellan policy lint policies/ -f sarif -o lint.sarif
`;

function addLint(policy: Command, setExit: SetExit, version: () => string): void {
  policy
    .command('lint')
    .argument('[path...]', 'files or folders of policies, exceptions and tests', ['.'])
    .summary('mistakes in policies, exceptions and their tests')
    .description(
      'Tells of fields, variables, rules and kinds that do not exist, matches that nothing satisfies, rules that nothing breaks, regular expressions that RE2 refuses, errors of types, and what is deprecated. Exit code 1 where there is an error.',
    )
    .option('--strict', 'warnings fail too')
    .addOption(
      new Option('-f, --format <format>', 'how to tell').choices(['terminal', 'json', 'sarif']).default('terminal'),
    )
    .option('-o, --output <file>', 'write it to this file')
    .addHelpText('after', LINT_EXAMPLES)
    .action(async (paths: string[], options) => {
      const { runPolicyLint } = await import('../commands/policy-lint.ts');
      setExit(runPolicyLint(paths, options, version()));
    });
}
