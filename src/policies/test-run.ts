import type { CompiledPolicy, Lookups } from '../policy/types.ts';
import type { DocumentProblem } from './documents.ts';
import { isPolicyOf, wantedText, type Expectation } from './expectation.ts';
import { loadPolicies } from './load.ts';
import { lookupsOf, respond, respondTo, type Response } from './responses.ts';
import { errorRow, rowsFor, type Row } from './rows.ts';
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
  return findTests(target, fileName).flatMap((file) => readTests(file).map(runTest));
}

function runTest(test: PolicyTest): TestReport {
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
  const problem = problemOf(run.policies, expectation);
  if (problem !== undefined) {
    const names = expectation.resources.length > 0 ? expectation.resources.map(wantedText) : [''];
    return names.map((name) => errorRow(expectation, name, problem));
  }
  const responses = responsesFor(run, expectation.operation).filter(({ policy }) => isPolicyOf(expectation, policy));
  return rowsFor(run.test.folder, expectation, responses);
}

function problemOf(policies: readonly CompiledPolicy[], expectation: Expectation): string | undefined {
  const policy = policies.find((one) => isPolicyOf(expectation, one));
  if (!policy) return `there is no policy "${expectation.policy}" that can be run`;
  const isKnown = policy.rules.length === 0 || knowsRule(policy, expectation.rule);
  return isKnown ? undefined : `the policy has no rule "${expectation.rule}"`;
}

function knowsRule({ rules }: CompiledPolicy, rule: string): boolean {
  return rule === '' || rules.some((name) => [name, `autogen-${name}`, `autogen-cronjob-${name}`].includes(rule));
}
