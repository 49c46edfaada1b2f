import type { Judged } from '../judgement/judge.ts';
import { workloadOf } from '../kubernetes/workload.ts';
import type { Check } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import type { FrameworkResult, Report, RuleInfo, Summary, Verdict } from '../model/report.ts';
import { atLeast, SEVERITIES, type Severity } from '../model/severity.ts';
import { type Sparse, sparse } from '../std/sparse.ts';
import type { Collected } from './collect.ts';
import type { ScanOptions } from './scan.ts';

const URL = 'https://github.com/castellan/castellan';

interface ReportInput {
  readonly options: ScanOptions;
  readonly collected: Collected;
  readonly judged: Judged;
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly checks: readonly Check[];
  readonly frameworks: readonly FrameworkResult[];
  /** Which resources of the last round make pods. */
  readonly workloads: Sparse<true> | undefined;
}

/** Everything a reader of a run needs, in a form that two runs on the same input repeat byte for byte. */
export function buildReport(input: ReportInput): Report {
  const { options, judged, findings, gaps, checks, frameworks } = input;
  return {
    schema: 'castellan.report/v1',
    tool: { name: 'castellan', version: options.version, url: URL },
    target: options.targets.join(' '),
    profile: profileName(options),
    kubernetes: `1.${options.minor}`,
    failOn: options.failOn,
    verdict: verdictOf(findings, gaps, options.failOn),
    summary: summarise(input),
    findings,
    gaps,
    suppressed: judged.suppressed,
    exceptionProblems: judged.problems,
    rules: rulesOf(findings, judged, checks),
    frameworks,
  };
}

/** The report of a run whose findings were just accepted: all lie in the baseline, and only gaps are left to tell. */
export function acceptedReport(report: Report): Report {
  const findings = report.findings.map((finding): Finding => ({ ...finding, baselined: true }));
  const summary: Summary = {
    ...report.summary,
    findings: Object.fromEntries(SEVERITIES.map((s) => [s, 0])) as Record<Severity, number>,
    fixable: 0,
    baselined: findings.length,
  };
  return { ...report, findings, summary, verdict: verdictOf(findings, report.gaps, report.failOn) };
}

/** What chose the rules: the profile, the frameworks that were asked for, or the user rule by rule. */
function profileName({ profile, frameworks, only }: ScanOptions): string {
  if (only.length > 0) return 'chosen';
  return frameworks.map(({ id }) => id).join(' ') || profile;
}

/** Findings at or above the threshold that are not in the baseline fail a run; gaps alone make it incomplete. */
function verdictOf(findings: readonly Finding[], gaps: readonly Gap[], failOn: Severity | 'none'): Verdict {
  const failing = findings.some((f) => !f.baselined && failOn !== 'none' && atLeast(f.severity, failOn));
  if (failing) return 'findings';
  return gaps.length > 0 ? 'incomplete' : 'clean';
}

function summarise({ collected, judged, findings, gaps, checks, workloads }: ReportInput): Summary {
  const bySeverity = Object.fromEntries(SEVERITIES.map((s) => [s, 0])) as Record<Severity, number>;
  let fixable = 0;
  let baselined = 0;
  for (const finding of findings) {
    if (finding.baselined) baselined++;
    else {
      bySeverity[finding.severity]++;
      if (finding.fix) fixable++;
    }
  }
  return {
    files: collected.files,
    resources: collected.resources.length,
    workloads: countWorkloads(collected.resources, workloads),
    rules: checks.length,
    findings: bySeverity,
    fixable,
    suppressed: judged.suppressed.length,
    baselined,
    gaps: gaps.length,
  };
}

/** Whether a resource makes pods is a matter of its type, the user's own kinds among them. */
function countWorkloads(resources: readonly Resource[], memory: Sparse<true> | undefined): number {
  const known = new Map<string, true | undefined>();
  const makesPods = (resource: Resource) => {
    const { type } = resource;
    if (!known.has(type)) known.set(type, workloadOf(resource) ? true : undefined);
    return known.get(type);
  };
  return sparse(resources, makesPods, memory).length;
}

function rulesOf(findings: readonly Finding[], judged: Judged, checks: readonly Check[]): Record<string, RuleInfo> {
  const used = new Set<string>();
  for (const { rule } of findings) used.add(rule);
  for (const { finding } of judged.suppressed) used.add(finding.rule);
  const infos = checks.filter((check) => used.has(check.id)).map(ruleInfo);
  return Object.fromEntries(infos.sort((a, b) => (a.id < b.id ? -1 : 1)).map((info) => [info.id, info]));
}

export function ruleInfo(check: Check): RuleInfo {
  const { id, title, severity, category, why, remedy, references, docs } = check;
  const page = docs ?? `${URL}/blob/main/docs/rules/${id}.md`;
  return { id, title, severity, category, why, remedy, references, docs: page };
}
