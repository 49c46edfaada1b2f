import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { markup } from '../escape.ts';
import { placeName, subjectName } from '../words.ts';
import { severityLabel } from './findings.ts';

/** What could not be looked at, and exceptions that do no work. */
export function troublesSection({ gaps, exceptionProblems }: Report): string[] {
  const gapItems = gaps.map(({ code, message, file, place, hint }) =>
    item(place ? placeName(place) : file, code, [message, hint].filter(Boolean).join(' ')),
  );
  const problemItems = exceptionProblems.map(({ code, message, place }) => item(placeName(place), code, message));
  return [...list('gaps', 'Not looked at', gapItems), ...list('exceptions', 'Exceptions to tidy up', problemItems)];
}

function item(where: string, code: string, text: string): string {
  return `<li><code class="where">${markup(where)}</code> <strong>${markup(code)}</strong>: ${markup(text)}</li>`;
}

function list(id: string, title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`<section aria-labelledby="${id}">`, `<h2 id="${id}">${title}</h2>`, '<ul>', ...items, '</ul>', '</section>'];
}

/** Findings that need no action now: suppressed by an exception, or in the baseline. */
export function acceptedSection({ findings, suppressed }: Report): string[] {
  const rows = [
    ...suppressed.map(({ finding, exception }) => {
      const { reason, until, owner, place } = exception;
      const notes = [reason, until && `until ${until}`, owner && `owner ${owner}`, `written at ${placeName(place)}`];
      return row(finding, notes.filter(Boolean).join('; '));
    }),
    ...findings.filter(({ baselined }) => baselined).map((finding) => row(finding, 'in the baseline')),
  ];
  if (rows.length === 0) return [];
  return [
    '<section aria-labelledby="accepted">',
    '<h2 id="accepted">Accepted</h2>',
    '<table>',
    '<caption class="muted">Findings that an exception or the baseline accepts</caption>',
    '<thead><tr><th scope="col">Severity</th><th scope="col">Finding</th><th scope="col">Object</th><th scope="col">Reason</th></tr></thead>',
    '<tbody>',
    ...rows,
    '</tbody>',
    '</table>',
    '</section>',
  ];
}

function row({ severity, rule, message, subject, place }: Finding, reason: string): string {
  const where = `<code class="where">${markup(placeName(place))}</code>`;
  return [
    `<tr><td>${severityLabel(severity)}</td><td>${markup(`${rule}: ${message}`)}</td>`,
    `<td>${markup(subjectName(subject))} ${where}</td><td>${markup(reason)}</td></tr>`,
  ].join('');
}
