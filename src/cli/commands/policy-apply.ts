import { mkdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { JsonObject } from '../../model/json.ts';
import { applyJson } from '../../policies/apply-json.ts';
import { applyText, isTold, madeObjects, objectsText } from '../../policies/apply-text.ts';
import { applyXml } from '../../policies/apply-xml.ts';
import { applyPolicies, type ApplyReport } from '../../policies/apply.ts';
import { readObjects } from '../../policies/documents.ts';
import { policyReports, type ReportFamily } from '../../policies/policy-report.ts';
import { aboutEverything, loadPolicySet, typesToRead, type LoadedSet } from '../../policies/policy-set.ts';
import { readUser, readValues, type Values } from '../../policies/values.ts';
import type { Status, UserInfo } from '../../policy/types.ts';
import { readPolicyTargets, type PolicyTargets } from '../../scan/policy-targets.ts';
import { printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { asString, at } from '../../std/value.ts';
import { type ClusterFlags, clusterOptions } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { writeOrExplain } from '../outputs.ts';
import { targetOptions } from '../target-options.ts';
import { progressLine, wantsColor } from '../terminal.ts';

type ApplyFormat = 'terminal' | 'json' | 'yaml' | 'sarif' | 'junit' | ReportFamily;

export interface ApplyFlags extends Pick<ClusterFlags, 'kubeconfig' | 'context' | 'requestTimeout'> {
  readonly resource?: readonly string[];
  readonly cluster?: boolean;
  readonly exception?: readonly string[];
  readonly values?: string;
  readonly set?: readonly string[];
  readonly userinfo?: string;
  readonly user?: string;
  readonly group?: readonly string[];
  readonly role?: readonly string[];
  readonly clusterRole?: readonly string[];
  readonly all?: boolean;
  readonly auditWarn?: boolean;
  readonly warnExitCode?: string;
  readonly warnNoPass?: boolean;
  readonly format: ApplyFormat;
  readonly output?: string;
  readonly helmValues?: readonly string[];
  readonly helmSet?: readonly string[];
  readonly config?: string;
}

/** `castellan policy apply`: reads policies and objects, evaluates, writes, and tells the exit code. */
export async function runPolicyApply(policies: readonly string[], flags: ApplyFlags, version: string): Promise<number> {
  const warnCode = exitCodeOf(flags.warnExitCode);
  const targets = targetsOf(flags);
  const set = loadPolicySet(policies, flags.exception);
  if (set.policies.length + set.problems.length === 0) {
    throw new UserError('not-found', `There are no policies at ${policies.join(', ')}.`, {
      hint: 'Policies of Kyverno (ClusterPolicy, ValidatingPolicy ...) and of Kubernetes itself are read.',
    });
  }
  const read = await readTargets(targets, flags, typesToRead(set));
  if (read.estates.some(({ live }) => live)) tellUnread(set);
  const report = applyPolicies({
    set,
    estates: read.estates,
    values: valuesOf(flags),
    user: userOf(flags),
    auditWarns: flags.auditWarn ?? false,
    ...(flags.format === 'terminal' && !flags.all && { wanted: isTold }),
    now: Date.now,
    random: Math.random,
  });
  await write(report, set, read, flags, version);
  return exitOf(report, read, flags, warnCode);
}

/** Custom resources are only read where a policy names them. */
function tellUnread(set: LoadedSet): void {
  const names = aboutEverything(set);
  if (names.length === 0) return;
  const text = `About every kind, judged on those of Kubernetes itself: ${names.join(', ')}`;
  process.stderr.write(`${printable(text)}\n`);
}

function targetsOf({ resource = [], cluster }: ApplyFlags): readonly string[] {
  const targets = [...resource, ...(cluster ? ['cluster'] : [])];
  if (targets.length > 0) return targets;
  throw new UserError('bad-option', 'There is nothing to apply the policies to.', {
    hint: 'Name objects with `--resource k8s/`, or a cluster with `--cluster`.',
  });
}

async function readTargets(
  targets: readonly string[],
  flags: ApplyFlags,
  types: readonly string[],
): Promise<PolicyTargets> {
  const { config, helmValues: values, helmSet: set, kubeconfig, context, requestTimeout } = flags;
  const progress = progressLine(false);
  const options = await targetOptions(targets, {
    ...(config && { config }),
    ...(values && { values }),
    ...(set && { set }),
  });
  const reached = {
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context && { context }),
    ...(requestTimeout !== undefined && { requestTimeout }),
  };
  const read = await readPolicyTargets(
    { ...options, ...clusterOptions(targets, reached), progress: progress.update },
    types,
  );
  progress.clear();
  for (const note of read.notes) process.stderr.write(`${printable(note)}\n`);
  return read;
}

function valuesOf({ values, set = [] }: ApplyFlags): Values {
  const read = readValues(firstObject(values) ?? {});
  const pairs = set.flatMap((list) => list.split(',')).map(pairOf);
  return { ...read, global: { ...read.global, ...Object.fromEntries(pairs) } };
}

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new UserError('bad-option', `"${text}" is no value of a variable.`, {
    hint: 'Write `--set request.mode=dev`.',
  });
}

/** The file's user, with what the options add; undefined where nobody is named. */
function userOf({ userinfo, user, group, role, clusterRole }: ApplyFlags): UserInfo | undefined {
  if ([userinfo, user, group, role, clusterRole].every((flag) => flag === undefined)) return undefined;
  const read = readUser(firstObject(userinfo) ?? {});
  const joined = (own: readonly string[], more: readonly string[] = []) => [...own, ...more];
  return {
    ...read,
    username: user ?? read.username,
    groups: joined(read.groups, group),
    roles: joined(read.roles, role),
    clusterRoles: joined(read.clusterRoles, clusterRole),
  };
}

/** @throws UserError where the file cannot be read */
function firstObject(file: string | undefined): JsonObject | undefined {
  if (file === undefined) return undefined;
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new UserError('not-found', `There is no file ${file}.`);
  }
  const problems: Parameters<typeof readObjects>[1] = [];
  const [first] = readObjects(file, problems);
  const [problem] = problems;
  if (problem) throw new UserError('bad-option', problem.message, { place: problem });
  return first?.object;
}

async function write(
  report: ApplyReport,
  set: LoadedSet,
  read: PolicyTargets,
  flags: ApplyFlags,
  version: string,
): Promise<void> {
  const { output, format } = flags;
  if (!CARRIES.gaps.has(format)) tellGaps(read);
  if (!CARRIES.problems.has(format)) tellProblems(report);
  if (format === 'yaml' && output !== undefined && isFolder(output)) return writeObjects(madeObjects(report), output);
  const text = await rendered(report, set, read, flags, version);
  if (output === undefined) process.stdout.write(text);
  else writeOrExplain(output, text);
}

/** The formats that hold what could not be read, and what is wrong with policies; beside the others it is told. */
const CARRIES: Readonly<Record<'gaps' | 'problems', ReadonlySet<ApplyFormat>>> = {
  gaps: new Set(['json', 'sarif']),
  problems: new Set(['terminal', 'json', 'sarif', 'junit']),
};

async function rendered(
  report: ApplyReport,
  set: LoadedSet,
  read: PolicyTargets,
  flags: ApplyFlags,
  version: string,
): Promise<string> {
  switch (flags.format) {
    case 'json':
      return applyJson(report, set, read.gaps, shown);
    case 'yaml':
      return objectsText(madeObjects(report));
    case 'junit':
      return applyXml(report, shown);
    case 'policy-report':
    case 'open-report':
      return objectsText(policyReports(report, flags.format, Date.now()));
    case 'sarif': {
      const { applySarif } = await import('../../policies/apply-sarif.ts');
      const today = new Date().toISOString().slice(0, 10);
      return applySarif(report, {
        set,
        gaps: read.gaps,
        texts: read.texts,
        version,
        target: targetsOf(flags).join(' '),
        today,
        shown,
      });
    }
    default:
      return applyText(report, { color: hasColor(flags), everything: flags.all ?? false, shown });
  }
}

function tellGaps({ gaps }: PolicyTargets): void {
  for (const { file, place, message } of gaps)
    process.stderr.write(`${printable(`not read: ${file}${place ? `:${place.line}` : ''}: ${message}`)}\n`);
}

function tellProblems({ problems }: ApplyReport): void {
  for (const { file, line, column, message } of problems)
    process.stderr.write(`${printable(`error: ${shown(file)}:${line}:${column} ${message}`)}\n`);
}

function isFolder(path: string): boolean {
  return path.endsWith('/') || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

/** A file for each object, named as the object is. */
function writeObjects(objects: readonly JsonObject[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const object of objects) {
    const words = [object['kind'], at(object, 'metadata', 'namespace'), at(object, 'metadata', 'name')];
    const name = words.flatMap((word) => asString(word) ?? []).join('-');
    writeOrExplain(join(folder, `${name.replaceAll(/[^\w.-]/g, '_').toLowerCase()}.yaml`), objectsText([object]));
  }
}

function exitCodeOf(text: string | undefined): number {
  const code = text === undefined ? EXIT.clean : Number(text);
  if (Number.isInteger(code) && code >= 0 && code <= 255) return code;
  throw new UserError('bad-option', `"${text}" is no exit code.`, { hint: 'Give a number from 0 to 255.' });
}

function exitOf(report: ApplyReport, { gaps }: PolicyTargets, flags: ApplyFlags, warnCode: number): number {
  const has = (status: Status) => report.counts.has(status);
  if (has('fail')) return EXIT.findings;
  if (has('error') || report.problems.length + gaps.length > 0) return EXIT.incomplete;
  return has('warn') || (flags.warnNoPass && !has('pass')) ? warnCode : EXIT.clean;
}

function hasColor({ output }: ApplyFlags): boolean {
  return output === undefined && wantsColor(process.stdout, process.env);
}

function shown(file: string): string {
  return relative(process.cwd(), file) || file;
}
