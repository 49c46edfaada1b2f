import type { CompiledPolicy, Lookups } from '../policy/types.ts';
import { at } from '../std/value.ts';
import { filesAt, type DocumentProblem } from './documents.ts';
import { isPolicyOf, wantedText, type Expectation } from './expectation.ts';
import { loadPolicies } from './load.ts';
import { lookupsOf, respond, respondTo, type Response } from './responses.ts';
import { errorRow, rowsFor, unevaluated, type Row } from './rows.ts';
import { findTests, readTests, type PolicyTest } from './test-file.ts';

export type { Row } from './rows.ts';

export interface TestReport {
  readonly file: string;
  readonly name: string;
  readonly rows: readonly Row[];
  readonly problems: readonly DocumentProblem[];
}

/** Runs the tests of a folder, or those of a file. */
export function runTests(target: string, fileName = 'kyverno-test.yaml'): TestReport[] {
  return findTests(filesAt(target), target, fileName).flatMap(runTestFile);
}

/** Runs the tests of one file. */
export function runTestFile(file: string): TestReport[] {
  return readTests(file).map(runTest);
}

function runTest(test: PolicyTest): TestReport {
  const problems = [...test.problems];
  const { policies } = loadPolicies(test.policies, test.exceptions, problems);
  const run: Run = { test, policies, lookups: lookupsOf(test), responses: new Map() };
  const expectations = test.expectations.map((one) => withPolicyThere(one, policies));
  return { file: test.file, name: test.name, rows: expectations.flatMap((one) => rowsOf(run, one)), problems };
}

/** A flag that says the wrong kind of policy says nothing, as in Kyverno. */
function withPolicyThere(expectation: Expectation, policies: readonly CompiledPolicy[]): Expectation {
  if (expectation.policyKinds.length === 0 || policies.some((one) => isPolicyOf(expectation, one))) return expectation;
  return { ...expectation, policyKinds: [] };
}

interface Run {
  readonly test: PolicyTest;
  readonly policies: readonly CompiledPolicy[];
  readonly lookups: Lookups;
  /** By operation. */
  readonly responses: Map<string, readonly Response[]>;
}

function responsesFor({ test, policies, lookups, responses }: Run, operation: string | undefined): readonly Response[] {
  const key = operation ?? '';
  let found = responses.get(key);
  if (!found) {
    const payloads = (test.payloads ?? []).flatMap((payload) => respondTo(payload, policies, lookups));
    const objects = test.resources.flatMap(({ object }) => respond(test, policies, object, lookups, operation));
    responses.set(key, (found = [...objects, ...payloads]));
  }
  return found;
}

function rowsOf(run: Run, expectation: Expectation): Row[] {
  const policy = run.policies.find((one) => isPolicyOf(expectation, one));
  const names = expectation.resources.length > 0 ? expectation.resources.map(wantedText) : [''];
  if (!policy) return names.map((name) => rowWithoutPolicy(run.test, expectation, name));
  if (policy.rules.length > 0 && !knowsRule(policy, expectation.rule))
    return names.map((name) => unevaluated(expectation, name, `the policy has no rule "${expectation.rule}"`));
  const responses = responsesFor(run, expectation.operation).filter((one) => isPolicyOf(expectation, one.policy));
  return rowsFor(run.test.folder, expectation, responses);
}

/** A policy that cannot be run is an error; one that is not there proves nothing. */
function rowWithoutPolicy({ policies }: PolicyTest, expectation: Expectation, name: string): Row {
  const isThere = policies.some(({ object }) => at(object, 'metadata', 'name') === expectation.policy);
  return isThere
    ? errorRow(expectation, name, `there is no policy "${expectation.policy}" that can be run`)
    : unevaluated(expectation, name, `there is no policy "${expectation.policy}"`);
}

function knowsRule({ rules }: CompiledPolicy, rule: string): boolean {
  return rule === '' || rules.some((name) => [name, `autogen-${name}`, `autogen-cronjob-${name}`].includes(rule));
}
