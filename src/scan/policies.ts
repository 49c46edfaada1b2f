import { relative, resolve, sep } from 'node:path';
import { type LoadedConfig, placeIn } from '../config/load.ts';
import { withDefaults } from '../drift/fill.ts';
import type { Check } from '../model/check.ts';
import type { Gap } from '../model/gap.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { type BundleProblem, type BundledPolicy, bundlePolicies } from '../policy/bundle.ts';
import { policyKindOf } from '../policy/plan.ts';
import { policyChecks, type PolicyToJudgeBy } from '../posture/policy-rules.ts';
import { readTextFile } from '../sources/files/read.ts';
import { walk } from '../sources/files/walk.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { UserError } from '../std/user-error.ts';
import { append } from '../std/append.ts';

/** Policies of the user's as rules of a scan, and what of them cannot be judged by. */
export interface PolicyRules {
  readonly checks: readonly Check[];
  readonly gaps: readonly Gap[];
}

/**
 * Reads the policies that the config's `policies` and flags name: files, folders and globs, relative to the config and to
 * the working directory. A policy that cannot be compiled is a gap.
 * @throws UserError where nothing is there, with the line of the config.
 */
export function policyRules(loaded: LoadedConfig, flags: readonly string[], root: string): PolicyRules {
  const { config, folder } = loaded;
  const named = (config.policies ?? []).map((path, i) => ({
    path: resolve(folder, path),
    fail: (error: UserError) => inConfig(error, loaded, i),
  }));
  const given = flags.map((path) => ({ path: resolve(path), fail: (error: UserError) => error }));
  const read = [...named, ...given].map(({ path, fail }) => readPolicies(path, root, fail));
  const gaps = read.flatMap((one) => one.gaps);
  return bundled(
    read.flatMap((one) => one.resources),
    gaps,
  );
}

function inConfig({ code, message, hint }: UserError, loaded: LoadedConfig, i: number): UserError {
  return new UserError(code, message, { place: placeIn(loaded, ['policies', i]), ...(hint && { hint }) });
}

interface Read {
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
}

/** Policies are read as they are written: charts and kustomizations among them are not rendered. */
function readPolicies(path: string, root: string, fail: (error: UserError) => UserError): Read {
  const { entries, gaps } = walked(path, fail);
  const files = entries.filter(({ kind, path: file }) => kind === 'manifest' && !isHidden(file, path));
  const read = files.map(({ path: file }): Read => {
    const shown = relative(root, file).split(sep).join('/');
    const text = readTextFile(file, shown);
    return 'gap' in text ? { resources: [], gaps: [text.gap] } : readManifestText(shown, text.text);
  });
  const resources = read.flatMap((one) => one.resources);
  const none = resources.some(({ object }) => policyKindOf(object)) ? [] : [noPolicies(path, root)];
  return { resources, gaps: [...gaps, ...read.flatMap((one) => one.gaps), ...none] };
}

/** A folder without policies must not read as one whose policies are all satisfied. */
function noPolicies(path: string, root: string): Gap {
  const file = relative(root, path).split(sep).join('/') || '.';
  const hint = 'Policies of Kyverno (ClusterPolicy, ValidatingPolicy ...) and of Kubernetes itself are read.';
  return { code: 'nothing-found', file, message: `${file} holds no policies.`, hint };
}

function walked(path: string, fail: (error: UserError) => UserError) {
  try {
    return walk([path], path);
  } catch (error) {
    const isOurs = error instanceof UserError || (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isOurs) throw error;
    throw fail(
      new UserError('not-found', `There are no policies at ${relative(process.cwd(), path) || path}.`, {
        hint: 'Name a file or folder of policies.',
      }),
    );
  }
}

/** Folders such as `.kyverno-test` hold what policies are tested with. */
function isHidden(file: string, from: string): boolean {
  return relative(from, file)
    .split(sep)
    .some((step) => step.length > 2 && step.startsWith('.') && step !== '..');
}

function bundled(resources: readonly Resource[], readGaps: readonly Gap[]): PolicyRules {
  const byDocument = new Map<JsonObject, Resource>(resources.map((one) => [one.object, one]));
  const { policies, problems, others } = bundlePolicies([...byDocument.keys()]);
  const seen = new Map<string, PolicyToJudgeBy>();
  const gaps: Gap[] = [...readGaps];
  for (const one of policies) {
    const resource = byDocument.get(one.document);
    if (!resource) continue;
    const key = identity(one);
    const before = seen.get(key);
    if (before) gaps.push(duplicate(one, resource, before.resource));
    else seen.set(key, { policy: one.policy, resource });
  }
  append(
    gaps,
    problems.flatMap((problem) => problemGap(problem, byDocument.get(problem.document)) ?? []),
  );
  const beside = others.flatMap((document) => byDocument.get(document) ?? []);
  return { checks: policyChecks({ policies: [...seen.values()], others: beside, defaulted: withDefaults }), gaps };
}

function identity({ policy: { kind, namespace, name } }: BundledPolicy): string {
  return `${kind} ${namespace}/${name}`;
}

function duplicate({ policy: { kind, name } }: BundledPolicy, resource: Resource, first: Resource): Gap {
  const { file, line } = first.origin.locate(['metadata', 'name']);
  return {
    code: 'unsupported',
    file: resource.origin.file,
    place: resource.origin.locate(['metadata', 'name']),
    message: `The ${kind} ${name} is not judged by: ${file}:${line} has one of that name.`,
    hint: 'A cluster would hold only one of them: rename one, or name the files that are meant.',
  };
}

function problemGap({ path, message }: BundleProblem, resource: Resource | undefined): Gap | undefined {
  return (
    resource && {
      code: 'unsupported',
      file: resource.origin.file,
      place: resource.origin.locate(path),
      message: `The ${resource.kind} ${resource.name} cannot be used: ${message.replace(/\.$/, '')}.`,
      hint: '`castellan policy lint` tells more.',
    }
  );
}
