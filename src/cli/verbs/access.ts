import { type Command, Option } from 'commander';
import type { SetExit } from '../program.ts';
import { repeatable } from '../repeatable.ts';
import { sourceOptions } from '../source-options.ts';

const TARGETS = 'files, folders, snapshots, cluster, or - for standard input';
const SUBJECT = 'sa:shop/web, user:alice, group:devs, node:worker-1, or a user name';
const RESOURCE = 'secrets, pods/exec, deployments.apps/scale, or a path like /metrics';

/** `castellan access`: who may do what, and why. */
export function addAccess(program: Command, setExit: SetExit, version: () => string): void {
  const access = program
    .command('access')
    .summary('who may do what, and why')
    .description(
      "Answers from roles and bindings as the API server's RBAC authorizer decides, over manifests, a cluster or a snapshot. Only reads.",
    );
  question(access.command('can'))
    .option('--group <name>', 'a group that the subject is in; repeatable', repeatable)
    .summary('whether a subject may do something')
    .argument('<subject>', SUBJECT)
    .argument('<verb>', 'get, list, create, impersonate ...')
    .argument('<resource>', RESOURCE)
    .argument('[target...]', TARGETS, ['.'])
    .action(async (subject: string, verb: string, resource: string, targets: string[], options) => {
      const { runCan } = await import('../commands/access.ts');
      setExit(await runCan({ subject, verb, resource }, targets, options, version()));
    });
  question(access.command('why'))
    .option('--group <name>', 'a group that the subject is in; repeatable', repeatable)
    .summary('every binding, role and rule by which a subject may do something')
    .argument('<subject>', SUBJECT)
    .argument('<verb>', 'get, list, create, impersonate ...')
    .argument('<resource>', RESOURCE)
    .argument('[target...]', TARGETS, ['.'])
    .action(async (subject: string, verb: string, resource: string, targets: string[], options) => {
      const { runWhy } = await import('../commands/access.ts');
      setExit(await runWhy({ subject, verb, resource }, targets, options, version()));
    });
  question(access.command('who-can'))
    .summary('everybody who may do something')
    .argument('<verb>', 'get, list, create, impersonate ...')
    .argument('<resource>', RESOURCE)
    .argument('[target...]', TARGETS, ['.'])
    .option('--everywhere', 'also who may in single namespaces only')
    .option('--indirect', 'also who comes to it by impersonation, tokens, new pods, roles that may be bound ...')
    .action(async (verb: string, resource: string, targets: string[], options) => {
      if (options.indirect) {
        const { runIndirect } = await import('../commands/access-indirect.ts');
        setExit(await runIndirect({ verb, resource }, targets, options, version()));
        return;
      }
      const { runWhoCan } = await import('../commands/access.ts');
      setExit(await runWhoCan({ verb, resource }, targets, options, version()));
    });
  sources(access.command('list'))
    .option('--group <name>', 'a group that the subject is in; repeatable', repeatable)
    .alias('rights')
    .summary('everything that a subject may do')
    .argument('<subject>', SUBJECT)
    .argument('[target...]', TARGETS, ['.'])
    .action(async (subject: string, targets: string[], options) => {
      const { runRights } = await import('../commands/access.ts');
      setExit(await runRights(subject, targets, options, version()));
    });
  sources(access.command('diff'))
    .summary('rights that are gained and lost between two states')
    .argument('<old>', TARGETS)
    .argument('<new>', TARGETS)
    .addOption(
      new Option('--fail-on <what>', 'exit with 1 where a right is gained, lost, or either (any)').choices([
        'gained',
        'lost',
        'any',
      ]),
    )
    .action(async (before: string, after: string, options) => {
      const { runDiff } = await import('../commands/access-diff.ts');
      setExit(await runDiff({ before, after }, options, version()));
    });
  sources(access.command('unused'))
    .summary('roles, bindings and service accounts that do nothing')
    .argument('[target...]', TARGETS, ['.'])
    .option('--audit <file>', 'also what this audit log shows no use of; repeatable', repeatable)
    .action(async (targets: string[], options) => {
      const { runUnused } = await import('../commands/access-unused.ts');
      setExit(await runUnused(targets, options, version()));
    });
  sources(access.command('tighten'))
    .summary('the least roles that keep what audit logs recorded, proved by replay')
    .argument('[target...]', TARGETS, ['.'])
    .requiredOption('--audit <file>', 'audit log of the API server, lines of JSON; repeatable', repeatable)
    .option('-o, --output <file>', 'write the new roles and bindings there, as manifests')
    .action(async (targets: string[], options) => {
      const { runTighten } = await import('../commands/access-tighten.ts');
      setExit(await runTighten(targets, options, version()));
    });
}

function question(command: Command): Command {
  return sources(command)
    .option('-n, --namespace <name>', 'in this namespace (default: in the whole cluster)')
    .option('--name <name>', 'the object of this name');
}

function sources(command: Command): Command {
  return sourceOptions(
    command
      .addOption(new Option('-f, --format <format>', 'how to tell').choices(['terminal', 'json']).default('terminal'))
      .option('--default-namespace <name>', 'what manifests without a namespace are applied to', 'default'),
  );
}
