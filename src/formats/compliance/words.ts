import type {
  ComplianceReport,
  ControlAssessment,
  ControlEvidence,
  ControlFinding,
  FrameworkAssessment,
} from '../../model/compliance.ts';
import type { Exception } from '../../model/finding.ts';
import type { RuleInfo } from '../../model/report.ts';
import { atLeast, compareSeverity, type Severity } from '../../model/severity.ts';
import { count } from '../../std/text.ts';
import { percent, STATUS_WORDS } from '../words.ts';

/* What every form of a compliance report says in the same words. */

/** "passed with exceptions". */
export function statusText({ status, accepted }: Pick<ControlAssessment, 'status' | 'accepted'>): string {
  const word = STATUS_WORDS[status];
  return accepted.length > 0 && (status === 'pass' || status === 'fail') ? `${word} with exceptions` : word;
}

/** "41 looked at: 30 Deployment, 11 CronJob". */
export function evidenceText({ resources, kinds }: ControlEvidence): string {
  if (resources === 0) return 'nothing of its kind was scanned';
  return `${count(resources, 'object')} looked at: ${kinds.map((kind) => `${kind.count} ${kind.kind}`).join(', ')}`;
}

/** "Reads process lists (owner: sre; until 2027-01-31)". */
export function exceptionText({ reason, owner, until }: Exception): string {
  const terms = [`owner: ${owner ?? 'not named'}`, until === undefined ? 'no expiry' : `until ${until}`];
  return `${reason} (${terms.join('; ')})`;
}

/** "12 of 30 decided controls passed". */
export function conclusion({ counts }: FrameworkAssessment): string {
  const decided = counts.pass + counts.fail;
  if (decided === 0) return 'No control could be decided by what was scanned.';
  const open = counts.partly + counts.unknown + counts['not-covered'];
  return [
    `${counts.pass} of ${count(decided, 'decided control')} passed, ${counts.fail} failed.`,
    open > 0 && `Without full evidence: ${open}.`,
    counts.manual > 0 && `For a person: ${counts.manual}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** "67 % (was 60 %)". */
export function scoreText(
  score: number | undefined,
  before: { readonly score: number | undefined } | undefined,
): string {
  return before ? `${percent(score)} (was ${percent(before.score)})` : percent(score);
}

/** Facts about a control in its framework: "Level 1 · Worker node · automated". */
export function controlFacts({ level, profile, assessment }: ControlAssessment): string[] {
  return [
    level && (/^\d/.test(level) ? `Level ${level}` : level),
    profile,
    assessment && `${assessment} in the framework`,
  ].filter((fact): fact is string => Boolean(fact));
}

/** The findings of one rule against a control. */
export interface RuleFindings {
  readonly rule: string;
  readonly info: RuleInfo | undefined;
  readonly severity: Severity;
  readonly findings: readonly ControlFinding[];
}

/** Findings by rule, the worst first. */
export function byRule(report: ComplianceReport, findings: readonly ControlFinding[]): RuleFindings[] {
  return [...Map.groupBy(findings, ({ rule }) => rule)]
    .map(([rule, members]) => ({
      rule,
      info: Object.hasOwn(report.rules, rule) ? report.rules[rule] : undefined,
      severity: worstOf(members),
      findings: members,
    }))
    .sort((a, b) => compareSeverity(b.severity, a.severity) || (a.rule < b.rule ? -1 : 1));
}

function worstOf(findings: readonly ControlFinding[]): Severity {
  return findings.reduce<Severity>((worst, { severity }) => (atLeast(severity, worst) ? severity : worst), 'info');
}

/** Failed controls, those with the worst findings first. */
export function worstControls({ controls }: FrameworkAssessment): { control: ControlAssessment; severity: Severity }[] {
  return controls
    .filter(({ status }) => status === 'fail')
    .map((control) => ({ control, severity: worstOf(control.findings) }))
    .sort((a, b) => compareSeverity(b.severity, a.severity));
}

/** Controls in the order of the framework, under the headings of its chapters. */
export function bySection({ controls }: FrameworkAssessment): [section: string, controls: ControlAssessment[]][] {
  return [...Map.groupBy(controls, ({ section }) => section ?? '')];
}

/** What became of a framework since the earlier report, if there is one. */
export function comparisonOf(report: ComplianceReport, { id }: FrameworkAssessment) {
  return report.comparison?.find((comparison) => comparison.id === id);
}
