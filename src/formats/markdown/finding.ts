import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { printable, truncate } from '../../std/text.ts';
import { markdown as md, markdownHtml, withoutCommands } from '../escape.ts';
import type { FrameLine, Frames } from '../frame.ts';
import type { Group } from '../groups.ts';
import { countBySeverity, placeName, remedyOf, ruleOf, SHAPES, subjectName, WORST_FIRST } from '../words.ts';

const MAX_TEXT = 500;
const MAX_OTHERS = 10;
const FRAME_WIDTH = 110;

/** Opens a folded section; its first line is HTML, where Markdown has no say. */
export function groupSummary({ subject, file, findings }: Group): string {
  const counts = countBySeverity(findings);
  const severities = WORST_FIRST.filter((severity) => counts[severity] > 0)
    .map((severity) => `${SHAPES[severity]} ${counts[severity]} ${severity}`)
    .join(', ');
  const name = truncate(printable(subjectName(subject)), MAX_TEXT);
  return `<details><summary><b>${markdownHtml(name)}</b> in <code>${markdownHtml(file)}</code>: ${severities}</summary>\n`;
}

export function findingBlock(report: Report, finding: Finding, frames: Frames): string {
  const { rule, severity, message, place, others, covers, evidence } = finding;
  const { text, automatic } = remedyOf(report, finding);
  const more = others.length - MAX_OTHERS;
  return [
    `**${SHAPES[severity]} ${severity}** ${ruleLink(report, rule)} at ${short(placeName(place))}: ${short(message)}`,
    '',
    ...fence(frames(finding, FRAME_WIDTH)),
    `- **Why** ${md(ruleOf(report, rule)?.why ?? '')}`,
    `- **Fix** ${md(text)}${automatic ? ` (${automatic} auto-fix)` : ''}`,
    ...others
      .slice(0, MAX_OTHERS)
      .map((other) => `- Also at ${short(placeName(other.place))}: ${short(other.message)}`),
    ...(more > 0 ? [`- and at ${more} more places`] : []),
    ...(covers.length > 0 ? [`- Also covers ${md(covers.join(', '))}`] : []),
    ...evidence.map((e) => `- Because ${short(`${subjectName(e.subject)} ${e.note} (${placeName(e.place)})`)}`),
    '',
  ].join('\n');
}

function short(text: string): string {
  return md(truncate(printable(text), MAX_TEXT));
}

function ruleLink(report: Report, rule: string): string {
  const docs = ruleOf(report, rule)?.docs ?? '';
  return /^https?:\/\/[\w./:#?&=%-]+$/.test(docs) ? `[${md(rule)}](${docs})` : md(rule);
}

/** The fence is longer than any run of backticks within. */
function fence(lines: readonly FrameLine[]): string[] {
  if (lines.length === 0) return [];
  const runs = lines.flatMap(({ text }) => text.match(/`+/g) ?? []).map((run) => run.length);
  const ticks = '`'.repeat(Math.max(2, ...runs) + 1);
  const digits = String(lines.at(-1)?.number).length;
  const code = lines.flatMap(({ number, text, mark }) => {
    const line = `${mark ? '>' : ' '} ${String(number).padStart(digits)} │ ${withoutCommands(text)}`.trimEnd();
    if (!mark) return [line];
    return [line, `  ${' '.repeat(digits)} │ ${' '.repeat(mark.start)}${'^'.repeat(mark.length)}`];
  });
  return [`${ticks}text`, ...code, ticks, ''];
}
