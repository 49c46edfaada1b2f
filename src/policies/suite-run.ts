import { regexOf } from '../cel/regex.ts';
import { Fault } from '../cel/values.ts';
import { createInventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import { reviewAll } from '../policy/gatekeeper/constraint-policy.ts';
import { compileConstraint, type Constraint, type ConstraintAnswer } from '../policy/gatekeeper/constraint.ts';
import { expanderOf, expansionPolicy, type Expander } from '../policy/gatekeeper/expansion.ts';
import { PolicyProblem } from '../policy/problem.ts';
import { tagsOf } from '../policy/target.ts';
import type { Lookups, Operation, Subject } from '../policy/types.ts';
import { lookupsIn } from '../posture/policy-lookups.ts';
import { count } from '../std/text.ts';
import { asObject, asString, at, isObject } from '../std/value.ts';
import { resourceOf } from './policy-set.ts';
import type { DocumentProblem, FileObject } from './documents.ts';
import type { Row, TestReport } from './test-run.ts';
import type { Assertion, Suite, SuiteCase, SuiteTest } from './suite-file.ts';
import { namespacesIn, readUser } from './values.ts';

/** Runs a suite of Gatekeeper: a row for each assertion. */
export function runSuite({ file, name, skip, tests, problems }: Suite): TestReport {
  const broken = [...problems];
  const rows = tests.flatMap((test) => (skip || test.skip ? skippedRows(test) : rowsOfTest(test, broken)));
  return { file, name, rows, problems: broken };
}

function rowsOfTest(test: SuiteTest, problems: TestReport['problems'][number][]): Row[] {
  const { template, constraint, cases, expansions } = test;
  if (!template || !constraint) return [];
  const documents = expansions.map(({ object }) => object);
  const compiled = tried(constraint, problems, () => compileConstraint(constraint.object, [template.object]));
  for (const one of expansions) tried(one, problems, () => expansionPolicy(one.object, documents));
  if (!compiled) return [];
  const judge = { constraint: compiled, expander: expanderOf(documents) };
  return cases.flatMap((one) => (one.skip ? [skippedRow(test, one)] : rowsOfCase(test, one, judge)));
}

interface Judge {
  readonly constraint: Constraint;
  readonly expander: Expander;
}

/** What cannot be compiled is a problem at its place. */
function tried<T>({ file, placeOf }: FileObject, problems: DocumentProblem[], compile: () => T): T | undefined {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    const { line, column } = placeOf(error.path);
    problems.push({ file, line, column, message: error.message });
    return undefined;
  }
}

function skippedRows(test: SuiteTest): Row[] {
  return test.cases.map((one) => skippedRow(test, one));
}

function skippedRow(test: SuiteTest, one: SuiteCase): Row {
  return { ...rowOf(test, one, one.line), expected: 'skip', actual: 'skip', ok: true };
}

function rowOf(test: SuiteTest, { name, object }: SuiteCase, line: number): Row {
  return {
    policy: asString(at(test.constraint?.object, 'metadata', 'name')) ?? '',
    rule: `${test.name}/${name}`,
    kind: asString(object?.['kind']) ?? '',
    resource: asString(at(object, 'metadata', 'name')) ?? '',
    expected: '',
    actual: '',
    ok: false,
    unevaluated: false,
    message: '',
    line,
  };
}

function rowsOfCase(test: SuiteTest, one: SuiteCase, { constraint, expander }: Judge): Row[] {
  const { object, asserts, assertions, inventory } = one;
  if (!object) return [];
  if (!asserts)
    return [
      { ...rowOf(test, one, one.line), expected: 'assertions', actual: 'none', message: 'the case asserts nothing' },
    ];
  const subject = inNamespaceOf(inventory, subjectOf(object));
  const answer = together(reviewAll(constraint, expander, subject, lookupsOf([object, ...inventory])));
  return assertions.map((assertion) => ({ ...rowOf(test, one, assertion.line), ...judged(assertion, answer) }));
}

/** Violations of an object and of what it makes count as one list. */
function together(answers: readonly ConstraintAnswer[]): ConstraintAnswer | undefined {
  const [first] = answers;
  return first && { ...first, violations: answers.flatMap(({ violations }) => violations) };
}

/** What an assertion comes to. Where the constraint is not about the object, that it has no violations proves nothing. */
function judged({ violations, message }: Assertion, answer: ConstraintAnswer | undefined): Partial<Row> {
  const about = message === '' ? '' : ` of "${message}"`;
  const expected =
    typeof violations === 'number' ? `${count(violations, 'violation')}${about}` : `${violations}${about}`;
  const pattern = message === '' ? undefined : regexOf(message);
  if (pattern instanceof Fault) return { expected, actual: 'error', message: pattern.message };
  const found = (answer?.violations ?? []).filter((one) => pattern?.test(one.message) ?? true);
  const ok =
    violations === 'yes' ? found.length > 0 : violations === 'no' ? found.length === 0 : found.length === violations;
  const said = (answer?.violations ?? []).map((one) => one.message).join('; ');
  return {
    expected,
    actual: count(found.length, 'violation'),
    ok,
    unevaluated: answer === undefined,
    message: answer ? said : 'the constraint does not match the object',
  };
}

/** An object, or what an AdmissionReview says of one. */
function subjectOf(object: JsonObject): Subject {
  const request = object['kind'] === 'AdmissionReview' ? asObject(object['request']) : undefined;
  if (!request) return { object, operation: 'CREATE', subresource: '', namespaceLabels: {} };
  const { object: now, oldObject: before } = request;
  const user = isObject(request['userInfo']) ? readUser({ userInfo: request['userInfo'] }) : undefined;
  return {
    object: isObject(now) ? now : asObject(before),
    ...(isObject(before) && { oldObject: before }),
    operation: (asString(request['operation']) ?? 'CREATE') as Operation,
    subresource: asString(request['subResource']) ?? '',
    namespaceLabels: {},
    ...(user && { user }),
  };
}

/** With the object's namespace, where the inventory holds it. */
function inNamespaceOf(inventory: readonly JsonObject[], subject: Subject): Subject {
  const name = asString(at(subject.object, 'metadata', 'namespace')) || 'default';
  const namespaceObject = namespacesIn(inventory).get(name);
  if (!namespaceObject) return subject;
  return { ...subject, namespaceObject, namespaceLabels: tagsOf(at(namespaceObject, 'metadata', 'labels')) };
}

function lookupsOf(objects: readonly JsonObject[]): Lookups {
  const place = { line: 1, column: 1 };
  const resources = objects.flatMap((object) => resourceOf({ object, file: '', placeOf: () => place }) ?? []);
  return lookupsIn({ inventory: createInventory(resources), beside: createInventory([]), complete: true, now: 0 });
}
