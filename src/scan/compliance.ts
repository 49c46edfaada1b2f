import { readFileSync, statSync } from 'node:fs';
import { compareFrameworks } from '../judgement/compare.ts';
import type { ComplianceReport, FrameworkAssessment } from '../model/compliance.ts';
import type { Check } from '../model/check.ts';
import { UserError } from '../std/user-error.ts';
import { ruleInfo } from './report.ts';
import type { ScanOptions, ScanResult } from './scan.ts';

/** The compliance report of a run: its frameworks with their evidence, and what became of them since an earlier one. */
export function complianceReport(
  { report, frameworks, plan }: ScanResult,
  { today }: Pick<ScanOptions, 'today'>,
  earlier?: ComplianceReport,
): ComplianceReport {
  const { tool, target, kubernetes, failOn, verdict, summary, gaps, exceptionProblems } = report;
  return {
    schema: 'castellan.compliance/v1',
    tool,
    target,
    date: today,
    kubernetes,
    failOn,
    verdict,
    files: summary.files,
    resources: summary.resources,
    frameworks,
    gaps,
    exceptionProblems,
    rules: rulesOf(
      frameworks,
      plan.checks.map(({ check }) => check),
    ),
    ...(earlier && { comparison: compareFrameworks(earlier, frameworks) }),
  };
}

/** Rules that a control names, by id. */
function rulesOf(frameworks: readonly FrameworkAssessment[], checks: readonly Check[]): ComplianceReport['rules'] {
  const named = new Set(frameworks.flatMap(({ controls }) => controls.flatMap(({ rules }) => rules)));
  const infos = checks.filter(({ id }) => named.has(id)).map(ruleInfo);
  return Object.fromEntries(infos.sort((a, b) => (a.id < b.id ? -1 : 1)).map((info) => [info.id, info]));
}

const MAX_BYTES = 200_000_000;

/**
 * Reads an earlier report, as `--format json` wrote it.
 * @throws UserError `not-found`, or `bad-report` for a file that is none.
 */
export function readEarlier(path: string): ComplianceReport {
  const hint = 'Give one that `castellan report -f json -o file` wrote.';
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new UserError('not-found', `The earlier report ${path} does not exist.`, { hint });
  if (found.size > MAX_BYTES) throw new UserError('bad-report', `${path} is larger than ${MAX_BYTES} bytes.`, { hint });
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as ComplianceReport;
    if (report.schema !== 'castellan.compliance/v1' || !isComplete(report)) throw new Error('another schema');
    return report;
  } catch (cause) {
    throw new UserError('bad-report', `${path} is no compliance report of Castellan.`, { hint, cause });
  }
}

/** Holds what a comparison reads. */
function isComplete({ frameworks }: Partial<ComplianceReport>): boolean {
  return (
    Array.isArray(frameworks) &&
    frameworks.every(
      ({ id, controls }) => typeof id === 'string' && Array.isArray(controls) && controls.every(hasFindings),
    )
  );
}

function hasFindings(control: { readonly id?: unknown; readonly findings?: unknown }): boolean {
  return (
    typeof control.id === 'string' &&
    Array.isArray(control.findings) &&
    control.findings.every((finding) => typeof (finding as { fingerprint?: unknown } | null)?.fingerprint === 'string')
  );
}
