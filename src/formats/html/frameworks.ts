import type { ControlResult, ControlStatus, FrameworkResult, Report } from '../../model/report.ts';
import { markup } from '../escape.ts';
import { percent, placeName, STATUS_WORDS } from '../words.ts';

const SHAPES: Readonly<Record<ControlStatus, string>> = {
  pass: '✔',
  fail: '✘',
  partly: '◐',
  manual: '☞',
  'not-covered': '–',
  unknown: '?',
};

/** Every framework with its score, coverage and controls. */
export function frameworkSection({ frameworks }: Report): string[] {
  if (frameworks.length === 0) return [];
  return [
    '<section aria-labelledby="frameworks">',
    '<h2 id="frameworks">Frameworks</h2>',
    ...frameworks.map(framework),
    '</section>',
  ];
}

function framework({ title, version, score, coverage, controls }: FrameworkResult): string {
  const name = markup(`${title} ${version}`);
  return [
    `<h3>${name}</h3>`,
    `<p>Score ${meter('Score', score)} of decided controls, coverage ${meter('Coverage', coverage)} of all controls.</p>`,
    '<table>',
    `<caption class="muted">Controls of ${name}</caption>`,
    '<thead><tr><th scope="col">Status</th><th scope="col">Control</th><th scope="col">Title</th><th scope="col">Findings</th></tr></thead>',
    '<tbody>',
    ...controls.map(row),
    '</tbody>',
    '</table>',
  ].join('\n');
}

function meter(label: string, value: number | undefined): string {
  const bar =
    value === undefined ? '' : ` <progress aria-label="${label}" max="100" value="${Math.floor(value)}"></progress>`;
  return `<strong>${percent(value)}</strong>${bar}`;
}

function row({ id, title, status, manual, findings, checkedResources }: ControlResult): string {
  const proof = findings.map(
    ({ rule, message, place }) =>
      `${markup(`${rule}: ${message}`)} <code class="where">${markup(placeName(place))}</code>`,
  );
  const passed = status === 'pass' ? [`${checkedResources} resources checked`] : [];
  const cell = [...proof, ...passed, ...(manual ? [markup(manual)] : [])].join('<br>');
  const label = `<span aria-hidden="true">${SHAPES[status]}</span> ${STATUS_WORDS[status]}`;
  return `<tr><td class="${status}">${label}</td><th scope="row">${markup(id)}</th><td>${markup(title)}</td><td>${cell}</td></tr>`;
}
