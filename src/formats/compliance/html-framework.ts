import type {
  AcceptedFinding,
  ComplianceReport,
  ControlAssessment,
  ControlFinding,
  FrameworkAssessment,
} from '../../model/compliance.ts';
import { markup } from '../escape.ts';
import { percent, placeName, subjectName } from '../words.ts';
import { anchor } from './html-summary.ts';
import { label, statusOrder } from './marks.ts';
import {
  byRule,
  bySection,
  controlFacts,
  evidenceText,
  exceptionText,
  type RuleFindings,
  statusText,
} from './words.ts';

const MOST_FINDINGS = 50;
const MOST_EXAMPLES = 5;

/** One framework: its figures, then chapter by chapter each control with its evidence. */
export function frameworkSection(report: ComplianceReport, framework: FrameworkAssessment, id: string): string[] {
  const { title, version, url, score, coverage, counts, excluded } = framework;
  const name = markup(`${title} ${version}`);
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${name}</h2>`,
    `<p class="muted">${webLink(url, url)}${framework.extends ? ` Built upon ${markup(framework.extends)}.` : ''}</p>`,
    '<ul class="figures">',
    `<li><strong>${percent(score)}</strong> score ${meter('Score', score)}</li>`,
    `<li><strong>${percent(coverage)}</strong> coverage ${meter('Coverage', coverage)}</li>`,
    ...statusOrder
      .filter((status) => counts[status] > 0)
      .map((status) => `<li><strong>${counts[status]}</strong> ${label(status)}</li>`),
    '</ul>',
    ...bySection(framework).flatMap(([section, controls], i) => [
      ...(section === '' ? [] : [`<h3 id="${id}-s${i + 1}">${markup(section)}</h3>`]),
      ...controls.map((control) => controlArticle(report, control, id, section === '' ? 3 : 4)),
    ]),
    ...(excluded.length > 0 ? ['<h3>Left out</h3>', '<ul>'] : []),
    ...excluded.map((control) => `<li>${markup(control.id)} ${markup(control.title)}: ${markup(control.reason)}</li>`),
    ...(excluded.length > 0 ? ['</ul>'] : []),
    '</section>',
  ];
}

function meter(name: string, value: number | undefined): string {
  return value === undefined ? '' : `<progress aria-label="${name}" max="100" value="${Math.floor(value)}"></progress>`;
}

function controlArticle(report: ComplianceReport, control: ControlAssessment, id: string, level: number): string {
  const { title, findings, accepted, missing, manual, evidence } = control;
  const facts = controlFacts(control).join(' · ');
  return [
    `<article class="control" id="${anchor(id, control.id)}">`,
    `<header><h${level}>${markup(control.id)} ${markup(title)}</h${level}>${label(control.status, statusText(control))}</header>`,
    ...(facts ? [`<p class="muted">${markup(facts)}</p>`] : []),
    ...evidenceParagraph(control),
    ...byRule(report, findings).flatMap((group) => ruleFindings(group, level + 1)),
    ...acceptedList(accepted, level + 1),
    ...(missing.length > 0 && evidence.resources > 0
      ? [
          `<h${level + 1}>Missing evidence</h${level + 1}>`,
          '<ul>',
          ...missing.map(({ rule, reason }) => `<li><code>${markup(rule)}</code>: ${markup(reason)}</li>`),
          '</ul>',
        ]
      : []),
    ...(manual ? [`<p><strong>For a person:</strong> ${markup(manual)}</p>`] : []),
    '</article>',
  ].join('\n');
}

function evidenceParagraph({ rules, evidence, status }: ControlAssessment): string[] {
  if (rules.length === 0) return [];
  const names = rules.map((rule) => `<code>${markup(rule)}</code>`).join(', ');
  const examples = status === 'fail' ? [] : evidence.examples.slice(0, MOST_EXAMPLES);
  const places = examples.map(
    ({ subject, place }) => `${markup(subjectName(subject))} <code>${markup(placeName(place))}</code>`,
  );
  const more = evidence.resources - places.length;
  const list = places.length > 0 ? ` ${places.join('; ')}${more > 0 ? `; and ${more} more` : ''}.` : '';
  return [`<p>Evidence: ${markup(evidenceText(evidence))}; rules ${names}.${list}</p>`];
}

function ruleFindings({ rule, info, severity, findings }: RuleFindings, level: number): string[] {
  const more = findings.length - MOST_FINDINGS;
  return [
    `<h${level}>${severity}: ${markup(info?.title ?? rule)} <code>${info ? webLink(info.docs, rule, 'docs') : markup(rule)}</code></h${level}>`,
    ...(info
      ? [`<p><strong>Why:</strong> ${markup(info.why)} <strong>Remedy:</strong> ${markup(info.remedy)}</p>`]
      : []),
    '<ul>',
    ...findings.slice(0, MOST_FINDINGS).map(findingItem),
    ...(more > 0 ? [`<li>and ${more} more; the JSON form has them all</li>`] : []),
    '</ul>',
  ];
}

function findingItem({ subject, message, place }: ControlFinding): string {
  return `<li>${markup(subjectName(subject))}: ${markup(message)} <code>${markup(placeName(place))}</code></li>`;
}

function acceptedList(accepted: readonly AcceptedFinding[], level: number): string[] {
  if (accepted.length === 0) return [];
  const more = accepted.length - MOST_FINDINGS;
  return [
    `<h${level}>Accepted by exception</h${level}>`,
    '<ul>',
    ...accepted
      .slice(0, MOST_FINDINGS)
      .map(
        ({ rule, subject, message, place, exception }) =>
          `<li><code>${markup(rule)}</code> ${markup(subjectName(subject))}: ${markup(message)} <code>${markup(placeName(place))}</code><br><strong>${markup(exceptionText(exception))}</strong> <code>${markup(placeName(exception.place))}</code></li>`,
      ),
    ...(more > 0 ? [`<li>and ${more} more; the JSON form has them all</li>`] : []),
    '</ul>',
  ];
}

/** Only web addresses become links. */
function webLink(url: string, text: string, kind = ''): string {
  const attributes = kind ? ` class="${kind}"` : '';
  return /^https?:\/\//i.test(url) ? `<a${attributes} href="${markup(url)}">${markup(text)}</a>` : markup(text);
}
