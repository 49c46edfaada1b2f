import type {
  ComplianceReport,
  ControlAssessment,
  ControlFinding,
  FrameworkAssessment,
} from '../../model/compliance.ts';
import { serialize } from '../serialize.ts';
import { COMPLIANCE_SCHEMA_ADDRESS } from './address.ts';
import type { ComplianceFormat } from './index.ts';

/** The report itself, one line a control; `--compare` of a later run reads it. */
const json: ComplianceFormat = {
  title: 'JSON: the whole report, in a documented shape',
  render: (report) => serialize({ $schema: COMPLIANCE_SCHEMA_ADDRESS, ...ordered(report) }),
};

export default json;

/** Every key is named here, so that its order is fixed and nothing unplanned gets out. */
function ordered(report: ComplianceReport) {
  const { tool, comparison } = report;
  return {
    schema: report.schema,
    tool: { name: tool.name, version: tool.version, url: tool.url },
    target: report.target,
    date: report.date,
    kubernetes: report.kubernetes,
    failOn: report.failOn,
    verdict: report.verdict,
    files: report.files,
    resources: report.resources,
    frameworks: report.frameworks.map(frameworkOf),
    gaps: report.gaps.map(({ code, message, file, place, hint }) => ({ code, message, file, place, hint })),
    exceptionProblems: report.exceptionProblems,
    rules: report.rules,
    ...(comparison && {
      comparison: comparison.map(({ id, before, after, changes, appeared, resolved }) => ({
        id,
        before,
        after,
        changes,
        appeared: appeared.map(findingOf),
        resolved: resolved.map(findingOf),
      })),
    }),
  };
}

function frameworkOf({
  id,
  title,
  version,
  url,
  extends: base,
  score,
  coverage,
  counts,
  excluded,
  controls,
}: FrameworkAssessment) {
  return {
    id,
    title,
    version,
    url,
    extends: base,
    score,
    coverage,
    counts,
    excluded,
    controls: controls.map(controlOf),
  };
}

function controlOf(control: ControlAssessment) {
  const {
    id,
    title,
    section,
    level,
    profile,
    assessment,
    status,
    rules,
    manual,
    evidence,
    missing,
    findings,
    accepted,
  } = control;
  return {
    id,
    title,
    section,
    level,
    profile,
    assessment,
    status,
    rules,
    manual,
    evidence: { resources: evidence.resources, kinds: evidence.kinds, examples: evidence.examples },
    missing,
    findings: findings.map(findingOf),
    accepted: accepted.map((finding) => ({ ...findingOf(finding), exception: finding.exception })),
  };
}

function findingOf({ rule, severity, message, subject, place, fingerprint }: ControlFinding) {
  return { rule, severity, message, subject, place, fingerprint };
}
