import type {
  ComplianceReport,
  ControlAssessment,
  FrameworkAssessment,
  FrameworkComparison,
} from '../../model/compliance.ts';
import type { ControlStatus } from '../../model/report.ts';
import {
  count,
  createPaint,
  displayWidth,
  padEnd,
  type Paint,
  printable,
  type StyleName,
  truncate,
  wrap,
} from '../../std/text.ts';
import { harmlessLog } from '../escape.ts';
import { percent, placeName, STATUS_WORDS } from '../words.ts';
import type { ComplianceFormat, ComplianceOptions } from './index.ts';
import { MARKS, statusOrder } from './marks.ts';
import { byRule, bySection, comparisonOf, exceptionText, scoreText, statusText } from './words.ts';

const STYLES: Readonly<Record<ControlStatus, StyleName>> = {
  pass: 'green',
  fail: 'red',
  partly: 'yellow',
  unknown: 'yellow',
  'not-covered': 'dim',
  manual: 'yellow',
};
const MOST_FINDINGS = 3;
const STATUS_WIDTH = 26;

/** For people at a terminal: a line per control, the first findings of what failed, then the figures. */
const terminal: ComplianceFormat = {
  title: 'terminal: a line per control',
  render: (report, options) => {
    const pen: Pen = { paint: createPaint(options.color), width: Math.max(60, options.width) };
    const frameworks = report.frameworks.flatMap((one) => [...body(report, one, pen), ...foot(report, one, pen), '']);
    return harmlessLog(`${[...frameworks, ...gaps(report, pen)].join('\n')}\n`);
  },
};

export default terminal;

interface Pen extends Pick<ComplianceOptions, 'width'> {
  readonly paint: Paint;
}

function body(report: ComplianceReport, framework: FrameworkAssessment, pen: Pen): string[] {
  const ids = Math.min(30, Math.max(...framework.controls.map(({ id }) => displayWidth(printable(id)))));
  return [
    pen.paint(printable(`${framework.title} ${framework.version}`), 'bold'),
    ...bySection(framework).flatMap(([section, controls]) => [
      '',
      ...(section === '' ? [] : [`  ${pen.paint(printable(section), 'bold')}`]),
      ...controls.flatMap((control) => controlLines(report, control, ids, pen)),
    ]),
    '',
  ];
}

function controlLines(report: ComplianceReport, control: ControlAssessment, ids: number, pen: Pen): string[] {
  const { id, title, status } = control;
  const word = padEnd(`${MARKS[status]} ${statusText(control)}`, STATUS_WIDTH);
  const room = pen.width - 2 - STATUS_WIDTH - ids - 3;
  const line = `  ${pen.paint(word, STYLES[status])} ${padEnd(truncate(printable(id), ids), ids)}  ${truncate(printable(title), room)}`;
  return [line, ...findingLines(report, control, pen), ...exceptionLines(control, pen)];
}

function findingLines(report: ComplianceReport, { findings }: ControlAssessment, { paint, width }: Pen): string[] {
  const shown = byRule(report, findings)
    .flatMap((group) => group.findings)
    .slice(0, MOST_FINDINGS);
  const lines = shown.map(({ rule, message, place }) =>
    truncate(printable(`      ${rule} ${placeName(place)}: ${message}`), width),
  );
  const more = findings.length - shown.length;
  return [...lines, ...(more > 0 ? [`      and ${more} more`] : [])].map((line) => paint(line, 'dim'));
}

function exceptionLines({ accepted }: ControlAssessment, { paint, width }: Pen): string[] {
  const texts = new Set(accepted.map(({ exception }) => exceptionText(exception)));
  return [...texts]
    .slice(0, MOST_FINDINGS)
    .map((text) => paint(truncate(printable(`      accepted: ${text}`), width), 'dim'));
}

function foot(report: ComplianceReport, framework: FrameworkAssessment, pen: Pen): string[] {
  const comparison = comparisonOf(report, framework);
  const counts = statusOrder
    .filter((status) => framework.counts[status] > 0)
    .map((status) => `${framework.counts[status]} ${STATUS_WORDS[status]}`);
  return [
    `  score ${pen.paint(scoreText(framework.score, comparison?.before), 'bold')} of decided controls   coverage ${pen.paint(percent(framework.coverage), 'bold')} of all ${framework.controls.length}`,
    `  ${counts.join(' · ')}`,
    ...(comparison ? changeLines(comparison, pen) : []),
  ];
}

function changeLines({ changes, appeared, resolved }: FrameworkComparison, { width }: Pen): string[] {
  const word = (status: ControlStatus | undefined) => (status ? STATUS_WORDS[status] : 'not there');
  return [
    `  since the earlier report: ${count(appeared.length, 'new finding')}, ${resolved.length} resolved`,
    ...changes.map(({ id, title, before, after }) =>
      truncate(printable(`    ${id} ${word(before)} → ${word(after)}: ${title}`), width),
    ),
  ];
}

function gaps({ gaps: list }: ComplianceReport, { paint, width }: Pen): string[] {
  if (list.length === 0) return [];
  const lines = list.flatMap(({ message, file }) =>
    wrap(printable(`${file}: ${message}`), width - 4).map((line) => `    ${line}`),
  );
  return [paint(`  ${count(list.length, 'thing')} could not be looked at`, 'bold'), ...lines];
}
