import type { Exception, Finding, FindingFix } from '../../model/finding.ts';
import type { Format } from '../../model/format.ts';
import type { Gap } from '../../model/gap.ts';
import type { Place } from '../../model/place.ts';
import type { ControlResult, FrameworkResult, Report, RuleInfo } from '../../model/report.ts';
import type { Ref } from '../../model/resource.ts';
import { serialize, withLines } from '../serialize.ts';
import { SCHEMA_ADDRESS } from './address.ts';

/** The report itself. Every key is named here, so that its order is fixed and nothing unplanned gets out. */
const json: Format = {
  id: 'json',
  title: 'JSON: the whole report, in a documented shape',
  extension: 'json',
  wantsFixes: false,
  render: (report) => [...parts(report)].join(''),
  parts,
};

function parts(report: Report): Iterable<string> {
  return withLines(serialize(reportOf(report)), 'findings', report.findings, findingOf);
}

export default json;

function reportOf(report: Report) {
  const { tool, summary } = report;
  return {
    $schema: SCHEMA_ADDRESS,
    schema: report.schema,
    tool: { name: tool.name, version: tool.version, url: tool.url },
    target: report.target,
    profile: report.profile,
    kubernetes: report.kubernetes,
    failOn: report.failOn,
    verdict: report.verdict,
    summary: summaryOf(summary),
    findings: [],
    gaps: report.gaps.map(gapOf),
    suppressed: report.suppressed.map(({ finding, exception }) => ({
      finding: findingOf(finding),
      exception: exceptionOf(exception),
    })),
    exceptionProblems: report.exceptionProblems.map(({ code, message, place }) => ({
      code,
      message,
      place: placeOf(place),
    })),
    rules: Object.fromEntries(
      Object.keys(report.rules)
        .sort()
        .map((id) => [id, ruleOf(report.rules[id]!)]),
    ),
    frameworks: report.frameworks.map(frameworkOf),
  };
}

function summaryOf({ findings, ...summary }: Report['summary']) {
  return {
    files: summary.files,
    resources: summary.resources,
    workloads: summary.workloads,
    rules: summary.rules,
    findings: {
      critical: findings.critical,
      high: findings.high,
      medium: findings.medium,
      low: findings.low,
      info: findings.info,
    },
    fixable: summary.fixable,
    suppressed: summary.suppressed,
    baselined: summary.baselined,
    gaps: summary.gaps,
  };
}

export function findingOf(finding: Finding) {
  return {
    rule: finding.rule,
    title: finding.title,
    category: finding.category,
    severity: finding.severity,
    message: finding.message,
    subject: refOf(finding.subject),
    place: placeOf(finding.place),
    path: finding.path,
    others: finding.others.map(({ place, path, message }) => ({ place: placeOf(place), path, message })),
    covers: finding.covers,
    evidence: finding.evidence.map(({ subject, place, note }) => ({
      subject: refOf(subject),
      place: placeOf(place),
      note,
    })),
    fix: finding.fix && fixOf(finding.fix),
    fingerprint: finding.fingerprint,
    attackPath: finding.attackPath && { ...finding.attackPath },
    baselined: finding.baselined,
  };
}

function fixOf({ title, safe, edits }: FindingFix) {
  return { title, safe, edits: edits?.map(({ start, end, text }) => ({ start, end, text })) };
}

function refOf({ apiVersion, kind, namespace, name }: Ref): Ref {
  return { apiVersion, kind, namespace, name };
}

function placeOf({ file, line, column, endLine, endColumn }: Place): Place {
  return { file, line, column, endLine, endColumn };
}

export function gapOf({ code, message, file, place, hint }: Gap) {
  return { code, message, file, place: place && placeOf(place), hint };
}

function exceptionOf({ rules, reason, until, owner, kind, place }: Exception) {
  return { rules, reason, until, owner, kind, place: placeOf(place) };
}

function ruleOf({ id, title, severity, category, why, remedy, references, docs }: RuleInfo): RuleInfo {
  return { id, title, severity, category, why, remedy, references, docs };
}

function frameworkOf({ id, title, version, url, score, coverage, controls }: FrameworkResult) {
  return { id, title, version, url, score, coverage, controls: controls.map(controlOf) };
}

function controlOf({ id, title, status, rules, manual, findings, checkedResources }: ControlResult) {
  return {
    id,
    title,
    status,
    rules,
    manual,
    findings: findings.map(({ rule, message, place }) => ({ rule, message, place: placeOf(place) })),
    checkedResources,
  };
}
