import type {
  ComplianceReport,
  ControlAssessment,
  FrameworkAssessment,
  FrameworkComparison,
} from '../../model/compliance.ts';
import { count } from '../../std/text.ts';
import { markdown as md } from '../escape.ts';
import { percent, placeName, STATUS_WORDS, subjectName, titleOf } from '../words.ts';
import type { ComplianceFormat } from './index.ts';
import { MARKS, statusOrder } from './marks.ts';
import { byRule, comparisonOf, conclusion, evidenceText, exceptionText, scoreText, statusText } from './words.ts';

const MOST_FINDINGS = 10;

/** For pull requests, wikis and tickets: a table of controls, and what failed in full. */
const markdown: ComplianceFormat = {
  title: 'Markdown: for wikis, tickets and pull requests',
  render: (report) => `${page(report).join('\n').trimEnd()}\n`,
};

export default markdown;

function page(report: ComplianceReport): string[] {
  return [
    `# ${md(titleOf('Compliance report', report.target))}`,
    '',
    `${md(report.date)} · ${report.resources} objects in ${report.files} files · Kubernetes ${md(report.kubernetes)}`,
    '',
    `| Framework | Score | Coverage | ${statusOrder.map((status) => STATUS_WORDS[status]).join(' | ')} |`,
    `| --- | ---: | ---: | ${statusOrder.map(() => '---:').join(' | ')} |`,
    ...report.frameworks.map((framework) => summaryRow(report, framework)),
    '',
    ...report.frameworks.flatMap((framework) => frameworkPart(report, framework)),
    ...gapsPart(report),
  ];
}

function summaryRow(report: ComplianceReport, framework: FrameworkAssessment): string {
  const counts = statusOrder.map((status) => framework.counts[status]);
  const score = scoreText(framework.score, comparisonOf(report, framework)?.before);
  return `| ${md(`${framework.title} ${framework.version}`)} | ${score} | ${percent(framework.coverage)} | ${counts.join(' | ')} |`;
}

function frameworkPart(report: ComplianceReport, framework: FrameworkAssessment): string[] {
  const { title, version, controls, excluded } = framework;
  const comparison = comparisonOf(report, framework);
  return [
    `## ${md(`${title} ${version}`)}`,
    '',
    md(conclusion(framework)),
    '',
    ...(comparison ? comparisonPart(comparison) : []),
    '| Status | Control | Title | Evidence |',
    '| --- | --- | --- | --- |',
    ...controls.map(controlRow),
    '',
    ...controls.filter(({ status }) => status === 'fail').flatMap((control) => failedPart(report, control)),
    ...acceptedPart(controls),
    ...(excluded.length > 0 ? ['### Left out', ''] : []),
    ...excluded.map(({ id, title: name, reason }) => `- ${md(id)} ${md(name)}: ${md(reason)}`),
    ...(excluded.length > 0 ? [''] : []),
  ];
}

function controlRow(control: ControlAssessment): string {
  const { id, title, status, evidence, manual, rules } = control;
  const proof = rules.length > 0 ? evidenceText(evidence) : '';
  return `| ${MARKS[status]} ${statusText(control)} | ${md(id)} | ${md(title)} | ${md([proof, manual].filter(Boolean).join('. '))} |`;
}

function failedPart(report: ComplianceReport, { id, title, findings }: ControlAssessment): string[] {
  return [
    `### ${md(id)} ${md(title)}`,
    '',
    ...byRule(report, findings).flatMap(({ rule, info, severity, findings: members }) => [
      `**${severity}: ${md(info?.title ?? rule)}** (${md(rule)}). ${md(info?.why ?? '')} ${md(info?.remedy ?? '')}`,
      '',
      ...members
        .slice(0, MOST_FINDINGS)
        .map(
          ({ subject, message, place }) => `- ${md(subjectName(subject))}: ${md(message)} (${md(placeName(place))})`,
        ),
      ...(members.length > MOST_FINDINGS ? [`- and ${members.length - MOST_FINDINGS} more`] : []),
      '',
    ]),
  ];
}

function acceptedPart(controls: readonly ControlAssessment[]): string[] {
  const lines = controls.flatMap(({ id, accepted }) =>
    accepted.map(
      ({ rule, subject, exception }) =>
        `- ${md(id)} ${md(rule)} on ${md(subjectName(subject))}: ${md(exceptionText(exception))}`,
    ),
  );
  return lines.length > 0 ? ['### Exceptions', '', ...lines, ''] : [];
}

function comparisonPart({ before, after, changes, appeared, resolved }: FrameworkComparison): string[] {
  const word = (status: (typeof changes)[number]['before']) => (status ? STATUS_WORDS[status] : 'not there');
  return [
    `Score ${percent(before.score)} before, ${percent(after.score)} now; ${count(appeared.length, 'new finding')}, ${resolved.length} resolved.`,
    '',
    ...changes.map(
      (change) => `- ${md(change.id)} ${md(change.title)}: ${word(change.before)} → ${word(change.after)}`,
    ),
    ...(changes.length > 0 ? [''] : []),
  ];
}

function gapsPart({ gaps }: ComplianceReport): string[] {
  if (gaps.length === 0) return [];
  return [
    '## What could not be looked at',
    '',
    ...gaps.map(({ message, file }) => `- ${md(message)} (${md(file)})`),
    '',
  ];
}
