import type { JsonObject } from '../model/json.ts';
import { createPlan } from '../policy/plan.ts';
import type { CompiledPolicy, RuleResult } from '../policy/types.ts';
import { asObject, asString } from '../std/value.ts';
import { filesAt, readObjects, type DocumentProblem, type FileObject } from './documents.ts';
import { loadPolicies } from './load.ts';
import { lookupsOf, respond } from './responses.ts';
import type { PolicyTest } from './test-file.ts';
import { readUser, readValues } from './values.ts';

export interface ApplyOptions {
  /** Files or folders of policies. */
  readonly policies: readonly string[];
  readonly resources: readonly string[];
  readonly exceptions: readonly string[];
  readonly values: string | undefined;
  readonly user: string | undefined;
}

/** What a rule said of an object. */
export interface Applied extends RuleResult {
  readonly policy: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export interface ApplyReport {
  readonly results: readonly Applied[];
  readonly problems: readonly DocumentProblem[];
  readonly policies: number;
  readonly resources: number;
}

/** Evaluates policies on the objects of files. */
export function applyPolicies(options: ApplyOptions): ApplyReport {
  const problems: DocumentProblem[] = [];
  const read = (paths: readonly string[]) => paths.flatMap(filesAt).flatMap((file) => readObjects(file, problems));
  const documents = read(options.policies);
  const { policies } = loadPolicies(documents, [...documents, ...read(options.exceptions)], problems);
  const resources = read(options.resources).filter(({ object }) => asString(object['kind']) !== undefined);
  const test = asTest(options, resources);
  const lookups = { ...lookupsOf(test), paramsAsList: false };
  const plan = createPlan(policies);
  const results = resources.flatMap((one) => {
    const relevant = plan.policiesFor({
      object: one.object,
      operation: 'CREATE',
      subresource: '',
      namespaceLabels: {},
    });
    return respond(test, relevant, one.object, lookups).flatMap(({ policy, results: found }) =>
      found.map((result) => appliedTo(one, policy, result)),
    );
  });
  return { results, problems, policies: policies.length, resources: resources.length };
}

function asTest({ values, user }: ApplyOptions, resources: readonly FileObject[]): PolicyTest {
  const first = (file: string | undefined): JsonObject | undefined =>
    file === undefined ? undefined : readObjects(file, [])[0]?.object;
  const userObject = first(user);
  return {
    file: '',
    folder: '.',
    name: '',
    policies: [],
    resources,
    targets: [],
    exceptions: [],
    params: [],
    cluster: [],
    images: new Map(),
    globals: new Map(),
    values: readValues(first(values) ?? {}),
    user: userObject && readUser(userObject),
    expectations: [],
    problems: [],
  };
}

function appliedTo(
  { object, file, placeOf }: FileObject,
  { name: policy, warns }: CompiledPolicy,
  result: RuleResult,
): Applied {
  const metadata = asObject(object['metadata']);
  return {
    ...result,
    status: statusOf(result, warns),
    policy,
    kind: asString(object['kind']) ?? '',
    namespace: asString(metadata['namespace']) ?? '',
    name: asString(metadata['name']) ?? '',
    file,
    line: placeOf(result.path ?? []).line,
  };
}

/** That a policy does not delete an object is no failure of the object. */
function statusOf({ status, type }: RuleResult, warns: boolean): RuleResult['status'] {
  if (status !== 'fail') return status;
  if (type === 'delete') return 'skip';
  return warns ? 'warn' : 'fail';
}
