import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { count, displayWidth, plain, printable, truncate, wrap } from '../../std/text.ts';
import type { FrameLine, Frames } from '../frame.ts';
import type { Group } from '../groups.ts';
import { firstSentence, placeName, remedyOf, ruleOf, subjectName } from '../words.ts';
import type { Pen } from './pen.ts';

const MAX_OTHERS = 5;

/** One object: a heading, then its findings, the worst last. */
export function groupLines(report: Report, group: Group, frames: Frames, pen: Pen): string[] {
  const findings = group.findings.toReversed();
  return [heading(group, pen), '', ...findings.flatMap((finding) => findingLines(report, finding, frames, pen))];
}

function heading({ subject, file }: Group, { paint, width }: Pen): string {
  const name = truncate(printable(subjectName(subject)), width - 10);
  const where = truncate(printable(file), Math.max(8, width - displayWidth(name) - 6));
  const line = '─'.repeat(Math.max(2, width - displayWidth(name) - displayWidth(where) - 3));
  return `${paint(name, 'bold')} ${paint(line, 'dim')} ${where}`;
}

function findingLines(report: Report, finding: Finding, frames: Frames, pen: Pen): string[] {
  return [
    ...title(report, finding, pen),
    ...wrap(printable(finding.message), pen.width - 4).map((line) => `    ${pen.paint(line, 'bold')}`),
    ...frame(frames(finding, pen.width - 4 - gutterWidth(finding)), gutterWidth(finding), pen),
    ...remarks(report, finding, pen),
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

function remarks(report: Report, finding: Finding, pen: Pen): string[] {
  const { text, automatic } = remedyOf(report, finding);
  const { others, covers, evidence } = finding;
  return [
    ...pen.labelled('why:', firstSentence(ruleOf(report, finding.rule)?.why ?? '')),
    ...pen.labelled('fix:', automatic ? `${text} [${automatic} auto-fix]` : text, 'green'),
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
