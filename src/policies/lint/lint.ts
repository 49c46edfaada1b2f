import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonObject, Path } from '../../model/json.ts';
import { asString, asStrings, at, isObject } from '../../std/value.ts';
import { filesAt, isHidden, readObjects, type DocumentProblem, type FileObject } from '../documents.ts';
import { loadPolicies } from '../load.ts';
import { lintCel } from './cel.ts';
import { lintDeprecated } from './deprecated.ts';
import { lintFields } from './fields.ts';
import { LINT_RULES, type Inspected, type LintFinding, type LintRule, type Tell } from './finding.ts';
import { lintGatekeeper } from './gatekeeper.ts';
import { lintMatching } from './matching.ts';
import { lintDuplicates, lintException, lintRuleNames, lintTest } from './names.ts';
import { lintNever } from './never.ts';
import { lintRefusedCel } from './refused-cel.ts';
import { lintRefused } from './refused.ts';
import { lintVariables } from './variables.ts';

export interface LintReport {
  /** In the order of files and lines. */
  readonly findings: readonly LintFinding[];
  readonly policies: number;
  readonly files: number;
}

/** Reads policies, exceptions and tests, and tells what is wrong with them. @throws UserError where nothing is there */
export function lintPolicies(paths: readonly string[]): LintReport {
  const problems: DocumentProblem[] = [];
  const files = [...new Map(paths.flatMap(filesOf).map((one) => [one.file, one])).values()];
  const objects = files.flatMap(({ file, hidden }) =>
    readObjects(file, problems).filter((one) => !hidden || isTest(one)),
  );
  const policies = inspected(objects, problems);
  const findings: LintFinding[] = problems.map(unusable);
  const told = (one: FileObject) => teller(one, findings);
  lintDuplicates(policies, ({ source }) => told(source));
  const documents = objects.map(({ object }) => object);
  for (const one of objects) lintDocument(one, policies, documents, told(one));
  return { findings: ordered(withoutEchoes(findings)), policies: policies.length, files: files.length };
}

/** Folders such as `.chainsaw-test` hold parts of policies that other tools compare with; of those only tests are looked at. */
function filesOf(path: string): { readonly file: string; readonly hidden: boolean }[] {
  return filesAt(path).map((file) => ({ file, hidden: isHidden(file, path) }));
}

function isTest({ object }: FileObject): boolean {
  return Array.isArray(object['results']) && object['policies'] !== undefined;
}

/** The policies that a test names, wherever they are. */
function testedBy({ object, file }: FileObject): Inspected[] {
  const named = asStrings(object['policies']).map((path) => join(dirname(file), path));
  const found = named.filter((path) => existsSync(path)).flatMap(filesAt);
  return inspected(
    found.flatMap((path) => readObjects(path, [])),
    [],
  );
}

function inspected(objects: readonly FileObject[], problems: DocumentProblem[]): Inspected[] {
  const byDocument = new Map(objects.map((one) => [one.object, one]));
  const { bundled } = loadPolicies(objects, objects, problems);
  return bundled.flatMap((one) => {
    const source = byDocument.get(one.document);
    return source ? [{ ...one, source }] : [];
  });
}

/** What looks at one document, whatever kind it is. */
const LINTERS: readonly ((document: JsonObject, tell: Tell) => void)[] = [
  lintFields,
  lintDeprecated,
  lintRuleNames,
  lintRefused,
  lintRefusedCel,
  lintMatching,
  lintVariables,
  lintNever,
  lintCel,
];

const GATEKEEPER = /^(?:templates|constraints|mutations|expansion)\.gatekeeper\.sh\//;

const GROUPS = /^(?:kyverno\.io|policies\.kyverno\.io|admissionregistration\.k8s\.io)\//;

function lintDocument(
  one: FileObject,
  policies: readonly Inspected[],
  documents: readonly JsonObject[],
  tell: Tell,
): void {
  const { object } = one;
  const isPolicy = GROUPS.test(asString(object['apiVersion']) ?? '') && isObject(object['spec']);
  if (object['kind'] === 'PolicyException') lintException(one, policies, tell);
  if (isTest(one)) lintTest(one, testedBy(one), tell);
  if (isPolicy) for (const lint of LINTERS) lint(object, tell);
  if (GATEKEEPER.test(asString(object['apiVersion']) ?? '')) lintGatekeeper(object, documents, tell);
}

function teller({ object, file, placeOf }: FileObject, into: LintFinding[]): Tell {
  const subject = `${asString(object['kind']) ?? 'Document'} ${asString(at(object, 'metadata', 'name')) ?? ''}`.trim();
  return (rule: LintRule, path: Path, message: string, hint = '') => {
    const { line, column } = placeOf(path);
    into.push({ rule, level: LINT_RULES[rule].level, message, hint, file, line, column, subject });
  };
}

function unusable({ file, line, column, message }: DocumentProblem): LintFinding {
  const rule = 'cannot-compile';
  return { rule, level: LINT_RULES[rule].level, message, hint: '', file, line, column, subject: '' };
}

/** Rules that say what is wrong, above those that then stumble over it. */
const ECHOES: Readonly<Partial<Record<LintRule, readonly LintRule[]>>> = {
  'type-error': ['unknown-variable', 'unsafe-regex'],
  'dead-match': ['refused'],
  'never-fails': ['refused'],
  refused: ['cannot-compile'],
  'cannot-compile': ['unknown-variable', 'unsafe-regex', 'type-error', 'unknown-field'],
};

/** One mistake, one finding. */
function withoutEchoes(findings: readonly LintFinding[]): LintFinding[] {
  const byLine = Map.groupBy(findings, ({ file, line }) => `${file}:${line}`);
  return findings.filter(({ file, line, rule }) => {
    const there = byLine.get(`${file}:${line}`) ?? [];
    return !there.some((other) => ECHOES[rule]?.includes(other.rule));
  });
}

function ordered(findings: readonly LintFinding[]): LintFinding[] {
  return findings.toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      (a.rule < b.rule ? -1 : 1),
  );
}
