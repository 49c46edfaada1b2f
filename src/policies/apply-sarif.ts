import sarif from '../formats/sarif/format.ts';
import { judge } from '../judgement/judge.ts';
import { defineCheck, type Check } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Report, RuleInfo } from '../model/report.ts';
import { SEVERITIES, type Severity } from '../model/severity.ts';
import { isNamed } from '../policy/facts.ts';
import { POLICY_DOCS, policyRuleId, spoken } from '../posture/policy-rules.ts';
import { placeOf, type Applied, type ApplyReport } from './apply.ts';
import { resourceOf, type LoadedSet } from './policy-set.ts';

export interface SarifWish {
  readonly set: LoadedSet;
  readonly gaps: readonly Gap[];
  readonly texts: ReadonlyMap<string, string>;
  readonly version: string;
  readonly target: string;
  readonly today: string;
  readonly shown: (file: string) => string;
}

/** SARIF 2.1.0 of what breaks a rule; rules that cannot be evaluated and policies that cannot be read are notifications. */
export function applySarif(report: ApplyReport, wish: SarifWish): string {
  const checks = new Map<string, Check>();
  const raw = report.results
    .filter(({ status }) => status === 'fail' || status === 'warn')
    .map((one) => rawOf(one, wish, checks));
  const { findings, suppressed } = judge({
    raw,
    resources: [...new Set(report.results.map(({ resource }) => resource))],
    texts: wish.texts,
    configExceptions: { exceptions: [], problems: [] },
    knownRules: new Set(checks.keys()),
    severities: new Map(),
    baseline: new Set(),
    today: wish.today,
  });
  const gaps = [...wish.gaps, ...problemGaps(report, wish), ...errorGaps(report)];
  const whole: Report = {
    schema: 'castellan.report/v1',
    tool: { name: 'castellan', version: wish.version, url: 'https://github.com/castellan/castellan' },
    target: wish.target,
    profile: 'policies',
    kubernetes: '',
    failOn: 'none',
    verdict: findings.length > 0 ? 'findings' : gaps.length > 0 ? 'incomplete' : 'clean',
    summary: summaryOf(report, findings, gaps.length),
    findings,
    gaps,
    suppressed,
    exceptionProblems: [],
    rules: Object.fromEntries([...checks.values()].map((check) => [check.id, infoOf(check)])),
    frameworks: [],
  };
  return sarif.render(whole, { color: false, hyperlinks: false, width: 100, source: (file) => wish.texts.get(file) });
}

function rawOf(one: Applied, { set }: SarifWish, checks: Map<string, Check>): RawFinding {
  const { policy, resource, path, severity, action } = one;
  const written = policy.policy.rules.find((name) => isNamed(name, one.rule));
  const id = policyRuleId(policy.policy, written ?? '');
  let check = checks.get(id);
  if (!check) checks.set(id, (check = checkOf(id, one)));
  const file = set.files.get(policy.document);
  const source = file && resourceOf(file);
  return {
    check,
    resource,
    violation: {
      path: path ?? [],
      message: spoken(one),
      severity,
      ...(source && { evidence: [{ resource: source, path: ['metadata', 'name'], note: `says so (${action})` }] }),
    },
  };
}

function checkOf(id: string, { facts, policy, severity }: Applied): Check {
  return defineCheck({
    id,
    title: facts.title || `Breaks the policy ${policy.policy.name}`,
    severity,
    category: 'hygiene',
    profile: 'recommended',
    why: facts.description || `The policy ${policy.policy.name} demands it.`,
    remedy: `Change the object so that the policy ${policy.policy.name} is satisfied.`,
    references: [],
    docs: POLICY_DOCS,
    types: '*',
    find: () => [],
  });
}

function infoOf({ id, title, severity, category, why, remedy, references, docs = '' }: Check): RuleInfo {
  return { id, title, severity, category, why, remedy, references, docs };
}

function problemGaps({ problems }: ApplyReport, { shown }: SarifWish): Gap[] {
  return problems.map(({ file, line, column, message }) => ({
    code: 'unsupported',
    file: shown(file),
    message,
    place: { file: shown(file), line, column, endLine: line, endColumn: column },
  }));
}

function errorGaps({ results }: ApplyReport): Gap[] {
  return results
    .filter(({ status }) => status === 'error')
    .map(({ resource, path, message, rule, policy }) => ({
      code: 'unsupported',
      file: resource.origin.file,
      place: placeOf({ resource, ...(path && { path }) }),
      message: `${resource.kind} ${resource.name}: ${policy.policy.name}/${rule} cannot be evaluated: ${message}`,
    }));
}

function summaryOf(
  { resources, policies }: ApplyReport,
  findings: readonly { readonly severity: Severity }[],
  gaps: number,
): Report['summary'] {
  const bySeverity = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]),
  ) as Record<Severity, number>;
  return {
    files: 0,
    resources,
    workloads: 0,
    rules: policies.length,
    findings: bySeverity,
    fixable: 0,
    suppressed: 0,
    baselined: 0,
    gaps,
  };
}
