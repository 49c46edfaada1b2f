import type { ComplianceReport, ControlChange, ControlFinding, FrameworkComparison } from '../../model/compliance.ts';
import { markup } from '../escape.ts';
import { percent, placeName, subjectName } from '../words.ts';
import { label } from './marks.ts';

const MOST = 50;

/** What became of each framework since the earlier report. */
export function changesSection({ comparison, frameworks }: ComplianceReport): string[] {
  if (!comparison) return [];
  return [
    '<section aria-labelledby="changes">',
    '<h2 id="changes">Changes since the earlier report</h2>',
    ...(comparison.length === 0 ? ['<p>The earlier report has none of these frameworks.</p>'] : []),
    ...comparison.flatMap((one) => frameworkChanges(one, frameworks.find(({ id }) => id === one.id)?.title ?? one.id)),
    '</section>',
  ];
}

function frameworkChanges(
  { before, after, changes, appeared, resolved }: FrameworkComparison,
  title: string,
): string[] {
  return [
    `<h3>${markup(title)}</h3>`,
    `<p>Score ${percent(before.score)} before, ${percent(after.score)} now; coverage ${percent(before.coverage)} before, ${percent(after.coverage)} now.${before.version === after.version ? '' : ` The earlier report judged by version ${markup(before.version)}.`}</p>`,
    ...(changes.length > 0
      ? [
          '<table>',
          '<caption>Controls that came out otherwise</caption>',
          '<thead><tr><th scope="col">Control</th><th scope="col">Title</th><th scope="col">Before</th><th scope="col">Now</th></tr></thead>',
          '<tbody>',
          ...changes.map(changeRow),
          '</tbody>',
          '</table>',
        ]
      : ['<p>Every control came out as before.</p>']),
    ...findingsList('New findings', appeared),
    ...findingsList('Resolved findings', resolved),
  ];
}

function changeRow({ id, title, before, after }: ControlChange): string {
  const cell = (status: ControlChange['before']) => (status ? label(status) : 'not there');
  return `<tr><th scope="row">${markup(id)}</th><td>${markup(title)}</td><td>${cell(before)}</td><td>${cell(after)}</td></tr>`;
}

function findingsList(title: string, findings: readonly ControlFinding[]): string[] {
  if (findings.length === 0) return [];
  const more = findings.length - MOST;
  return [
    `<h4>${title}: ${findings.length}</h4>`,
    '<ul>',
    ...findings
      .slice(0, MOST)
      .map(
        ({ severity, rule, subject, message, place }) =>
          `<li>${severity} <code>${markup(rule)}</code> ${markup(subjectName(subject))}: ${markup(message)} <code>${markup(placeName(place))}</code></li>`,
      ),
    ...(more > 0 ? [`<li>and ${more} more</li>`] : []),
    '</ul>',
  ];
}
