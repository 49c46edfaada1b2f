import { type Command, Option } from 'commander';
import type { SetExit } from '../program.ts';

/** For options that may be given several times. */
function collect(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** `castellan policy`: policies as code, of Kyverno and of Kubernetes itself. */
export function addPolicy(program: Command, setExit: SetExit): void {
  const policy = program
    .command('policy')
    .summary('run and test policies of Kyverno and of Kubernetes')
    .description('Runs ClusterPolicies, the CEL kinds of Kyverno and admission policies, without a cluster.');
  addTest(policy, setExit);
  addApply(policy, setExit);
}

function addTest(policy: Command, setExit: SetExit): void {
  policy
    .command('test')
    .argument('[target]', 'a folder with tests below it, or one test file', '.')
    .summary('run the tests of policies')
    .description(
      'Reads kyverno-test.yaml files as they are. Rows whose object no rule looked at are told: they prove nothing. Exit code 1 where a row is not as expected.',
    )
    .option('--file-name <name>', 'how test files are called', 'kyverno-test.yaml')
    .option('--failures', 'only rows that are not as expected, or never evaluated')
    .option('--strict', 'rows that were never evaluated fail too')
    .addOption(
      new Option('-f, --format <format>', 'how to tell').choices(['terminal', 'json', 'junit']).default('terminal'),
    )
    .option('-o, --output <file>', 'write it to this file')
    .action(async (target: string, options) => {
      const { runPolicyTest } = await import('../commands/policy.ts');
      setExit(runPolicyTest(target, options));
    });
}

function addApply(policy: Command, setExit: SetExit): void {
  policy
    .command('apply')
    .argument('<policy...>', 'files or folders of policies')
    .requiredOption('-r, --resource <path>', 'file or folder of objects; repeatable', collect)
    .summary('evaluate policies on files')
    .description(
      'Tells what the rules say of the objects. Exit code 1 where a rule fails, 3 where one cannot be evaluated.',
    )
    .option('-e, --exception <path>', 'file or folder of PolicyExceptions; repeatable', collect)
    .option('--values <file>', 'values of variables (cli.kyverno.io Values)')
    .option('--userinfo <file>', 'who asks (cli.kyverno.io UserInfo)')
    .addOption(
      new Option('-f, --format <format>', 'yaml: the objects that rules changed or want')
        .choices(['terminal', 'json', 'yaml'])
        .default('terminal'),
    )
    .option('-o, --output <file>', 'write it to this file')
    .action(async (policies: string[], options) => {
      const { runPolicyApply } = await import('../commands/policy.ts');
      setExit(runPolicyApply(policies, options));
    });
}
