import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { ControlStatus, Report, RuleInfo } from '../model/report.ts';
import type { Ref } from '../model/resource.ts';
import { atLeast, SEVERITIES, type Severity } from '../model/severity.ts';
import { count } from '../std/text.ts';

/* What every format says in the same words. */

/** A shape per severity, so that nobody needs to see colours. */
export const SHAPES: Readonly<Record<Severity, string>> = {
  critical: '◆',
  high: '▲',
  medium: '■',
  low: '●',
  info: '○',
};

export const STATUS_WORDS: Readonly<Record<ControlStatus, string>> = {
  fail: 'failed',
  pass: 'passed',
  partly: 'partly',
  manual: 'manual',
  'not-covered': 'not covered',
  unknown: 'unknown',
};

export const WORST_FIRST: readonly Severity[] = SEVERITIES.toReversed();

/** "Deployment shop/checkout"; a kind alone where the name says no more. Untrusted: escape it for the format. */
export function subjectName({ kind, namespace, name }: Ref): string {
  const path = [namespace, name].filter((part) => part !== '').join('/');
  return path === '' || path === kind ? kind : `${kind} ${path}`;
}

/** "Security report: k8s/api"; of the working directory, whose name is not known here, the first words alone. */
export function titleOf(what: string, target: string): string {
  return target === '.' ? what : `${what}: ${target}`;
}

/** "deploy/checkout.yaml:21:18". Untrusted as well. */
export function placeName({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** Findings that count: not in the baseline. */
export function openFindings(report: Report): readonly Finding[] {
  return report.findings.filter((finding) => !finding.baselined);
}

export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** What the report knows of a finding's rule. */
export function ruleOf(report: Report, rule: string): RuleInfo | undefined {
  return Object.hasOwn(report.rules, rule) ? report.rules[rule] : undefined;
}

/** The first sentence of a text. */
export function firstSentence(text: string): string {
  const end = text.search(/[.!?] /);
  return end < 0 ? text : text.slice(0, end + 1);
}

/** How to repair a finding, and whether Castellan can do it. */
export function remedyOf(report: Report, { fix, rule }: Finding): { text: string; automatic?: 'safe' | 'unsafe' } {
  if (fix) return { text: fix.title, automatic: fix.safe ? 'safe' : 'unsafe' };
  return { text: ruleOf(report, rule)?.remedy ?? '' };
}

/** Nothing was there to look at: no file, no resource, no gap. */
export function isEmpty({ summary, gaps }: Report): boolean {
  return summary.resources === 0 && gaps.every(({ code }) => code === 'nothing-found');
}

/** The verdict in one sentence. */
export function verdictText(report: Report): string {
  const open = openFindings(report);
  const { failOn } = report;
  const failing = open.filter((f) => failOn !== 'none' && atLeast(f.severity, failOn));
  if (isEmpty(report)) return 'Nothing to scan was found';
  const gaps = `${count(report.gaps.length, 'thing')} could not be looked at`;
  if (report.verdict === 'findings') {
    const failed = `${count(failing.length, 'finding')} at or above ${failOn}`;
    return report.gaps.length === 0 ? failed : `${failed}, and ${gaps}`;
  }
  if (report.verdict === 'incomplete') return gaps;
  if (open.length === 0) return 'No findings';
  return failOn === 'none' ? 'Findings do not fail this run' : `No finding at or above ${failOn}`;
}

/** "67 %", rounded down so that only all is 100. */
export function percent(value: number | undefined): string {
  return value === undefined ? 'n/a' : `${Math.floor(value)} %`;
}
