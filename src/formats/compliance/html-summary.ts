import type { ComplianceReport, FrameworkAssessment } from '../../model/compliance.ts';
import { count } from '../../std/text.ts';
import { markup } from '../escape.ts';
import { percent, STATUS_WORDS } from '../words.ts';
import { label, statusOrder } from './marks.ts';
import { comparisonOf, conclusion, exceptionText, scoreText, worstControls } from './words.ts';

const MOST_WORST = 8;
const MOST_EXCEPTIONS = 12;

/** The page for management: figures, what is worst, what is accepted and by whom. */
export function summarySection(report: ComplianceReport): string[] {
  return [
    '<section class="page" aria-labelledby="summary">',
    '<h2 id="summary">Summary</h2>',
    '<table>',
    '<caption>Score: passed of the controls that evidence decided. Coverage: decided of all controls.</caption>',
    `<thead><tr><th scope="col">Framework</th><th scope="col" class="number">Score</th><th scope="col" class="number">Coverage</th>${statusOrder.map((status) => `<th scope="col" class="number">${STATUS_WORDS[status]}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...report.frameworks.map((framework) => row(report, framework)),
    '</tbody>',
    '</table>',
    ...report.frameworks.flatMap((framework, i) => worst(framework, `f${i + 1}`)),
    ...accepted(report),
    '</section>',
  ];
}

function row(report: ComplianceReport, framework: FrameworkAssessment): string {
  const before = comparisonOf(report, framework)?.before;
  const counts = statusOrder.map((status) => `<td class="number">${framework.counts[status]}</td>`).join('');
  const score = scoreText(framework.score, before);
  return `<tr><th scope="row">${markup(`${framework.title} ${framework.version}`)}</th><td class="number"><strong>${markup(score)}</strong></td><td class="number">${percent(framework.coverage)}</td>${counts}</tr>`;
}

function worst(framework: FrameworkAssessment, id: string): string[] {
  const controls = worstControls(framework);
  const more = controls.length - MOST_WORST;
  return [
    `<h3>${markup(framework.title)}</h3>`,
    `<p>${markup(conclusion(framework))}</p>`,
    ...(controls.length > 0 ? ['<p>Look at these first:</p>', '<ul>'] : []),
    ...controls
      .slice(0, MOST_WORST)
      .map(
        ({ control, severity }) =>
          `<li>${label('fail')} <a href="#${anchor(id, control.id)}">${markup(control.id)}</a> ${markup(control.title)} <span class="muted">(${severity}, ${count(control.findings.length, 'finding')})</span></li>`,
      ),
    ...(more > 0 ? [`<li>and ${more} more</li>`] : []),
    ...(controls.length > 0 ? ['</ul>'] : []),
  ];
}

/** Exceptions in force, each once, with what they cost: the controls that they touch. */
function accepted({ frameworks }: ComplianceReport): string[] {
  const touched = new Map<string, Set<string>>();
  for (const { title, controls } of frameworks) {
    for (const control of controls) {
      for (const { exception } of control.accepted) {
        const text = exceptionText(exception);
        touched.set(text, (touched.get(text) ?? new Set()).add(`${title} ${control.id}`));
      }
    }
  }
  if (touched.size === 0) return [];
  const rows = [...touched].slice(0, MOST_EXCEPTIONS);
  return [
    '<h3>Accepted risks</h3>',
    '<ul>',
    ...rows.map(
      ([text, controls]) => `<li>${markup(text)} <span class="muted">${markup([...controls].join(', '))}</span></li>`,
    ),
    ...(touched.size > rows.length ? [`<li>and ${touched.size - rows.length} more</li>`] : []),
    '</ul>',
  ];
}

/** The id of a control's article; ids of controls hold what no HTML id may. */
export function anchor(framework: string, control: string): string {
  return `${framework}-${control.replace(/[^A-Za-z0-9.-]/g, '_')}`;
}
