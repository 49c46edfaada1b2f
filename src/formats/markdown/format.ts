import type { Format, RenderOptions } from '../../model/format.ts';
import type { Report } from '../../model/report.ts';
import { count } from '../../std/text.ts';
import { markdown as md } from '../escape.ts';
import { createFrames } from '../frame.ts';
import { groupByResource, type Group } from '../groups.ts';
import { countBySeverity, openFindings, placeName, SHAPES, verdictText, WORST_FIRST } from '../words.ts';
import { findingBlock, groupSummary } from './finding.ts';
import { frameworkSection } from './frameworks.ts';

/** GitHub takes comments of 65,536 characters. */
const ROOM = 60_000;
const MAX_TROUBLES = 20;

/** A comment on a pull request: numbers first, then the worst objects, folded. */
const markdown: Format = {
  id: 'markdown',
  title: 'Markdown: for a comment on a pull request',
  extension: 'md',
  wantsFixes: false,
  render: (report, options) => {
    const frame = [...overview(report), ...frameworkSection(report), ...troubles(report)].join('\n');
    return `${[frame, ...findings(report, options, ROOM - frame.length)].join('\n')}\n`;
  },
};

export default markdown;

const MARKS: Readonly<Record<Report['verdict'], string>> = { clean: '✅', findings: '❌', incomplete: '⚠️' };

function overview(report: Report): string[] {
  const open = openFindings(report);
  const counts = countBySeverity(open);
  const rows = WORST_FIRST.filter((severity) => counts[severity] > 0).map(
    (severity) => `| ${SHAPES[severity]} ${severity} | ${counts[severity]} |`,
  );
  return [
    `## ${MARKS[report.verdict]} Castellan: ${md(verdictText(report))}`,
    '',
    ...(rows.length > 0 ? ['| Severity | Findings |', '| --- | ---: |', ...rows, ''] : []),
    numbers(report).join(' · '),
    '',
  ];
}

function numbers({ summary, target, profile, kubernetes }: Report): string[] {
  const optional: [number, string][] = [
    [summary.fixable, 'fixable'],
    [summary.suppressed, 'suppressed'],
    [summary.baselined, 'in the baseline'],
  ];
  return [
    `${count(summary.resources, 'resource')} in ${count(summary.files, 'file')} of ${md(target)}`,
    `${count(summary.rules, 'rule')} (${md(profile)}, Kubernetes ${md(kubernetes)})`,
    ...optional.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`),
  ];
}

function troubles({ gaps, exceptionProblems }: Report): string[] {
  const lines = [
    ...gaps.map(({ code, message, file, place, hint }) => {
      const where = place ? placeName(place) : file;
      return `- ⚠️ Not looked at: ${md(where)} (${code}): ${md([message, hint].filter(Boolean).join(' '))}`;
    }),
    ...exceptionProblems.map(
      ({ code, message, place }) => `- Exception ${code} at ${md(placeName(place))}: ${md(message)}`,
    ),
  ];
  const more = lines.length - MAX_TROUBLES;
  if (lines.length === 0) return [];
  return [...lines.slice(0, MAX_TROUBLES), ...(more > 0 ? [`- and ${more} more`] : []), ''];
}

/** Whole findings, worst objects first, for as long as there is room. */
function findings(report: Report, options: RenderOptions, room: number): string[] {
  const frames = createFrames(report, options.source);
  const groups = groupByResource(openFindings(report));
  const out: string[] = [];
  let left = room;
  let shown = 0;
  for (const group of groups) {
    const head = groupSummary(group);
    const blocks = takeWhileRoom(group, left - head.length, (finding) => findingBlock(report, finding, frames));
    if (blocks.length > 0) out.push(head, ...blocks, '</details>', '');
    left -= head.length + blocks.join('').length + 20;
    shown += blocks.length;
    if (blocks.length < group.findings.length) break;
  }
  const total = openFindings(report).length;
  return shown < total ? [...out, `${count(total - shown, 'more finding')} did not fit into this comment.`] : out;
}

function takeWhileRoom(
  group: Group,
  room: number,
  block: (finding: Group['findings'][number]) => string,
): readonly string[] {
  const blocks: string[] = [];
  let left = room;
  for (const finding of group.findings) {
    const text = block(finding);
    if (text.length > left) break;
    left -= text.length;
    blocks.push(text);
  }
  return blocks;
}
