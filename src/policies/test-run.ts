import { join } from 'node:path';
import type { JsonObject } from '../model/json.ts';
import type { CompiledPolicy, Lookups, RuleResult } from '../policy/types.ts';
import { asObject, asString } from '../std/value.ts';
import { differenceFrom, NOT_DESCRIBED } from './compare.ts';
import type { DocumentProblem } from './documents.ts';
import { loadPolicies } from './load.ts';
import { lookupsOf, respond, type Response } from './responses.ts';
import { findTests, readTest, type Expectation, type PolicyTest } from './test-file.ts';

/** One row of a test: what was expected of a rule on an object, and what came. */
export interface Row {
  readonly policy: string;
  readonly rule: string;
  readonly kind: string;
  readonly resource: string;
  readonly expected: string;
  readonly actual: string;
  readonly ok: boolean;
  /** No rule looked at the object: the expectation is not proved by anything. */
  readonly unevaluated: boolean;
  readonly message: string;
  readonly line: number;
}

export interface TestReport {
  readonly file: string;
  readonly name: string;
  readonly rows: readonly Row[];
  readonly problems: readonly DocumentProblem[];
}

/** Runs the tests of a folder, or the one of a file. */
export function runTests(target: string, fileName = 'kyverno-test.yaml'): TestReport[] {
  return findTests(target, fileName).map((file) => runTest(readTest(file)));
}

export function runTest(test: PolicyTest): TestReport {
  const problems = [...test.problems];
  const { policies } = loadPolicies(test.policies, test.exceptions, problems);
  const run: Run = { test, policies, lookups: lookupsOf(test), responses: new Map() };
  return { file: test.file, name: test.name, rows: test.expectations.flatMap((one) => rowsOf(run, one)), problems };
}

interface Run {
  readonly test: PolicyTest;
  readonly policies: readonly CompiledPolicy[];
  readonly lookups: Lookups;
  /** By operation. */
  readonly responses: Map<string, readonly Response[]>;
}

function responsesFor(run: Run, operation: string | undefined): readonly Response[] {
  const key = operation ?? '';
  let found = run.responses.get(key);
  if (!found) {
    found = run.test.resources.flatMap(({ object }) => respond(run.test, run.policies, object, run.lookups, operation));
    run.responses.set(key, found);
  }
  return found;
}

function rowsOf(run: Run, expectation: Expectation): Row[] {
  const responses = responsesFor(run, expectation.operation).filter(({ policy }) => policy.name === expectation.policy);
  const policy = run.policies.find(({ name }) => name === expectation.policy);
  const problem = !policy
    ? `there is no policy "${expectation.policy}" that can be run`
    : policy.rules.length > 0 && !knowsRule(policy, expectation.rule)
      ? `the policy has no rule "${expectation.rule}"`
      : undefined;
  if (problem !== undefined) return namesOf(expectation).map((name) => row(expectation, name, 'error', problem));
  const names = expectation.resources.length > 0 ? expectation.resources : triggerNames(responses, expectation);
  return names.flatMap((name) => rowsOfResource(run, expectation, name, responses));
}

function namesOf({ resources }: Expectation): readonly string[] {
  return resources.length > 0 ? resources : [''];
}

function knowsRule(policy: CompiledPolicy, rule: string): boolean {
  return (
    rule === '' || policy.rules.some((name) => [name, `autogen-${name}`, `autogen-cronjob-${name}`].includes(rule))
  );
}

function triggerNames(responses: readonly Response[], expectation: Expectation): string[] {
  const names = responses.filter(({ object }) => isKind(object, expectation.kind)).map(({ object }) => nameOf(object));
  return [...new Set(names)];
}

function nameOf(object: JsonObject): string {
  const metadata = asObject(object['metadata']);
  const namespace = asString(metadata['namespace']);
  const name = asString(metadata['name']) ?? '';
  return namespace ? `${namespace}/${name}` : name;
}

/** `name`, or `namespace/name`. */
function isNamed(object: JsonObject, wanted: string): boolean {
  const metadata = asObject(object['metadata']);
  const [first = '', second] = wanted.split('/');
  if (second === undefined) return metadata['name'] === first;
  return metadata['name'] === second && (asString(metadata['namespace']) ?? 'default') === first;
}

function isKind(object: JsonObject, kind: string): boolean {
  return kind === '' || kind.split('/').at(-1) === object['kind'];
}

function rowsOfResource(run: Run, expectation: Expectation, name: string, responses: readonly Response[]): Row[] {
  const byTrigger = responses.filter(({ object }) => isNamed(object, name) && isKind(object, expectation.kind));
  const rows = byTrigger.flatMap((response) =>
    rulesFor(expectation, response).map((one) => judge(run, expectation, name, response, one)),
  );
  if (rows.length > 0) return rows;
  const byTarget = rowsOfTargets(run, expectation, name, responses);
  if (byTarget.length > 0) return byTarget;
  if (byTrigger.length === 0) return [row(expectation, name, 'error', 'there is no such resource')];
  return [{ ...row(expectation, name, 'skip', 'no rule of the policy matched'), ok: true, unevaluated: true }];
}

/** Policies without named rules are judged as a whole. */
function rulesFor({ rule }: Expectation, { policy, results }: Response): readonly RuleResult[] {
  if (rule === '' || policy.rules.length === 0) return results;
  const names = new Set([rule, `autogen-${rule}`, `autogen-cronjob-${rule}`]);
  return results.filter((one) => names.has(one.rule));
}

/** Rows that name an object that the rule changed rather than the one that set it off. */
function rowsOfTargets(run: Run, expectation: Expectation, name: string, responses: readonly Response[]): Row[] {
  return responses.flatMap((response) =>
    rulesFor(expectation, response).flatMap((one) =>
      (one.targets ?? [])
        .filter((target) => isNamed(target, name))
        .map((target) => compared(run, expectation, name, { response, one }, target)),
    ),
  );
}

function judge(run: Run, expectation: Expectation, name: string, response: Response, one: RuleResult): Row {
  const candidates = one.type === 'generate' ? (one.generated ?? []) : (one.targets ?? [response.patched]);
  const [first] = candidates;
  if (first === undefined) return row(expectation, name, statusOf(response, one), one.message);
  const rows = candidates.map((object) => compared(run, expectation, name, { response, one }, object));
  return rows.find(({ ok }) => ok) ?? rows[0] ?? row(expectation, name, one.status, one.message);
}

function compared(
  { test }: Run,
  expectation: Expectation,
  name: string,
  { response, one }: { readonly response: Response; readonly one: RuleResult },
  object: JsonObject,
): Row {
  const file =
    one.type === 'generate' ? expectation.generated : one.type === 'mutate' ? expectation.patched : undefined;
  const difference =
    file && statusOf(response, one) === 'pass' ? differenceFrom(join(test.folder, file), object) : undefined;
  if (difference === NOT_DESCRIBED && response.policy.rules.length === 0) {
    return { ...row(expectation, name, statusOf(response, one), difference), ok: true, unevaluated: true };
  }
  return difference === undefined
    ? row(expectation, name, statusOf(response, one), one.message)
    : row(expectation, name, 'fail', difference);
}

function statusOf({ policy }: Response, { status }: RuleResult): string {
  return status === 'fail' && policy.warns ? 'warn' : status;
}

function row(expectation: Expectation, resource: string, actual: string, message: string): Row {
  const { policy, rule, kind, result: expected, line } = expectation;
  return { policy, rule, kind, resource, expected, actual, ok: actual === expected, unevaluated: false, message, line };
}
