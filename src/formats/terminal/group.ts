import type { AttackPath, Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { atLeast } from '../../model/severity.ts';
import { count, displayWidth, plain, printable, truncate, wrap } from '../../std/text.ts';
import type { FrameLine, Frames } from '../frame.ts';
import type { Group } from '../groups.ts';
import { firstSentence, placeName, remedyOf, ruleOf, subjectName } from '../words.ts';
import type { Pen } from './pen.ts';

const MAX_OTHERS = 5;

/** What groups share: `explained` are the findings that say why and what to do, one for each rule. */
export interface GroupContext {
  readonly report: Report;
  readonly frames: Frames;
  readonly pen: Pen;
  readonly explained: ReadonlySet<Finding>;
}

/** The last finding of each rule in the order in which groups are shown: the one nearest the reader. */
export function lastOfEachRule(groups: readonly Group[]): Set<Finding> {
  const last = new Map<string, Finding>();
  for (const group of groups) for (const finding of group.findings.toReversed()) last.set(finding.rule, finding);
  return new Set(last.values());
}

/** One object: a heading, then its findings, the worst last. */
export function groupLines(group: Group, context: GroupContext): string[] {
  const findings = group.findings.toReversed();
  return [heading(group, context.pen), '', ...findings.flatMap((finding) => findingLines(finding, context))];
}

function heading({ subject }: Group, { paint, width }: Pen): string {
  const name = truncate(printable(subjectName(subject)), width - 4);
  return `${paint(name, 'bold')} ${paint('─'.repeat(Math.max(2, width - displayWidth(name) - 1)), 'dim')}`;
}

function findingLines(finding: Finding, { report, frames, pen, explained }: GroupContext): string[] {
  const code = frames(finding, pen.width - 4 - gutterWidth(finding));
  return [
    ...title(report, finding, pen),
    ...wrap(printable(finding.message), pen.width - 4).map((line) => `    ${pen.paint(line, 'bold')}`),
    ...frame(atLeast(finding.severity, 'high') ? code : code.filter(({ mark }) => mark), gutterWidth(finding), pen),
    ...(explained.has(finding) ? explanation(report, finding, pen) : []),
    ...remarks(finding, pen),
    '',
  ];
}

/** Severity, rule and place; the place on a line of its own where there is no room. It is never cut: people click on it. */
function title(report: Report, finding: Finding, pen: Pen): string[] {
  const head = `  ${pen.severity(finding.severity)}  ${ruleName(report, finding, pen)}`;
  const place = pen.place(finding.place);
  const fits = displayWidth(plain(`${head}  ${place}`)) <= pen.width;
  return fits ? [`${head}  ${place}`] : [head, `    ${place}`];
}

function ruleName(report: Report, { rule }: Finding, { paint, link }: Pen): string {
  return paint(link(printable(rule), ruleOf(report, rule)?.docs ?? ''), 'underline');
}

function gutterWidth({ place }: Finding): number {
  return String(place.line + 2).length + 5;
}

function frame(lines: readonly FrameLine[], gutter: number, { paint }: Pen): string[] {
  if (lines.length === 0) return [];
  const edge = (label: string) => `    ${label.padStart(gutter - 3)} │`;
  const shown = lines.flatMap(({ number, text, mark }) => {
    const code = text === '' ? '' : ` ${text}`;
    if (!mark) return [paint(edge(String(number)), 'dim') + code];
    const carets = ' '.repeat(mark.start + 1) + paint('^'.repeat(mark.length), 'bold', 'red');
    return [paint(edge(`> ${number}`), 'bold') + code, paint(edge(''), 'dim') + carets];
  });
  return ['', ...shown, ''];
}

function explanation(report: Report, finding: Finding, pen: Pen): string[] {
  const { text, automatic } = remedyOf(report, finding);
  return [
    ...pen.labelled('why:', firstSentence(ruleOf(report, finding.rule)?.why ?? '')),
    ...pen.labelled('fix:', automatic ? `${text} [${automatic} auto-fix]` : text, 'green'),
  ];
}

function pathText({ from, to, steps, priority }: AttackPath): string {
  return `priority ${priority}: on a way from the ${from} to ${to} in ${count(steps, 'step')}`;
}

function remarks({ others, covers, evidence, attackPath }: Finding, pen: Pen): string[] {
  return [
    ...(attackPath ? pen.labelled('path:', pathText(attackPath), 'red') : []),
    ...others
      .slice(0, MAX_OTHERS)
      .flatMap(({ place, message }) => pen.labelled('also at', `${placeName(place)}: ${message}`)),
    ...pen.labelled('also at', others.length > MAX_OTHERS ? count(others.length - MAX_OTHERS, 'more place') : ''),
    ...pen.labelled('also covers', covers.join(', ')),
    ...evidence.flatMap(({ subject, place, note }) =>
      pen.labelled('because', `${subjectName(subject)} ${note} (${placeName(place)})`),
    ),
  ];
}
