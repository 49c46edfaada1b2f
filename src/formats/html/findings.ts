import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Severity } from '../../model/severity.ts';
import { sliceCells } from '../../std/text.ts';
import { markup } from '../escape.ts';
import type { FrameLine, Frames } from '../frame.ts';
import type { Group } from '../groups.ts';
import { placeName, remedyOf, ruleOf, SHAPES, subjectName } from '../words.ts';

const FRAME_WIDTH = 110;

export function severityLabel(severity: Severity): string {
  return `<span class="severity ${severity}"><span aria-hidden="true">${SHAPES[severity]}</span> ${severity}</span>`;
}

/** One object with its findings, the worst first. */
export function groupSection(report: Report, { subject, file, findings }: Group, frames: Frames): string {
  return [
    '<section class="group">',
    `<header><h3>${markup(subjectName(subject))}</h3><code class="where">${markup(file)}</code></header>`,
    ...findings.map((finding) => findingArticle(report, finding, frames)),
    '</section>',
  ].join('\n');
}

function findingArticle(report: Report, finding: Finding, frames: Frames): string {
  const { severity, rule, title, message, place } = finding;
  return [
    `<article class="finding" data-severity="${severity}">`,
    `<h4>${severityLabel(severity)} ${markup(title)} <code>${ruleLink(report, rule)}</code></h4>`,
    `<p>${markup(message)} <code class="where">${markup(placeName(place))}</code></p>`,
    ...codeFrame(frames(finding, FRAME_WIDTH)),
    '<dl>',
    ...remarks(report, finding).map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`),
    '</dl>',
    '</article>',
  ].join('\n');
}

function remarks(report: Report, finding: Finding): [term: string, html: string][] {
  const { text, automatic } = remedyOf(report, finding);
  const info = ruleOf(report, finding.rule);
  const rows: [string, string][] = [
    ['Why', markup(info?.why ?? '')],
    ['Fix', markup(automatic ? `${text} (${automatic} auto-fix)` : text)],
    ...finding.others.map(({ place, message }): [string, string] => [
      'Also at',
      `${code(placeName(place))} ${markup(message)}`,
    ]),
    ['Also covers', finding.covers.map(code).join(' ')],
    ...finding.evidence.map(({ subject, note, place }): [string, string] => [
      'Because',
      `${markup(`${subjectName(subject)} ${note}`)} ${code(placeName(place))}`,
    ]),
    ['Read more', (info?.references ?? []).map((url) => link(url, url)).join('<br>')],
  ];
  return rows.filter(([, html]) => html !== '');
}

function code(text: string): string {
  return `<code>${markup(text)}</code>`;
}

function ruleLink(report: Report, rule: string): string {
  return link(ruleOf(report, rule)?.docs ?? '', rule);
}

/** Only web addresses become links. */
function link(url: string, text: string): string {
  return /^https?:\/\//i.test(url) ? `<a href="${markup(url)}">${markup(text)}</a>` : markup(text);
}

function codeFrame(lines: readonly FrameLine[]): string[] {
  if (lines.length === 0) return [];
  const digits = String(lines.at(-1)?.number).length;
  const rows = lines.map(({ number, text, mark }) => {
    const gutter = `${mark ? '&gt;' : ' '} ${String(number).padStart(digits)} │ `;
    return `<span class="number">${gutter}</span>${mark ? marked(text, mark) : markup(text)}`;
  });
  return [`<pre class="frame" tabindex="0" role="group" aria-label="Source"><code>${rows.join('\n')}</code></pre>`];
}

function marked(text: string, { start, length }: NonNullable<FrameLine['mark']>): string {
  const before = sliceCells(text, 0, start);
  const target = sliceCells(text, start, start + length);
  const after = text.slice(before.length + target.length);
  return `${markup(before)}<mark>${markup(target)}</mark>${markup(after)}`;
}
