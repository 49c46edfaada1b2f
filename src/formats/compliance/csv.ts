import type {
  ComplianceReport,
  ControlAssessment,
  ControlFinding,
  FrameworkAssessment,
} from '../../model/compliance.ts';
import { csvLine } from '../csv-line.ts';
import { placeName, subjectName } from '../words.ts';
import type { ComplianceFormat } from './index.ts';
import { exceptionText, statusText } from './words.ts';

const COLUMNS = [
  'framework',
  'version',
  'control',
  'title',
  'section',
  'level',
  'status',
  'objects looked at',
  'severity',
  'rule',
  'object',
  'place',
  'message',
  'remedy',
  'exception',
  'missing evidence',
  'question for a person',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** RFC 4180 for spreadsheets: a row per control, and one more for each further finding. */
const csv: ComplianceFormat = {
  title: 'CSV: for spreadsheets',
  render: (report) =>
    [COLUMNS.join(','), ...rows(report).map((row) => csvLine(COLUMNS.map((column) => row[column] ?? ''))), ''].join(
      '\r\n',
    ),
};

export default csv;

function rows(report: ComplianceReport): Row[] {
  return report.frameworks.flatMap((framework) =>
    framework.controls.flatMap((control) => controlRows(report, framework, control)),
  );
}

function controlRows(report: ComplianceReport, framework: FrameworkAssessment, control: ControlAssessment): Row[] {
  const head: Row = {
    framework: framework.id,
    version: framework.version,
    control: control.id,
    title: control.title,
    section: control.section ?? '',
    level: control.level ?? '',
    status: statusText(control),
    'objects looked at': control.evidence.resources,
    'missing evidence': control.missing.map(({ rule, reason }) => `${rule}: ${reason}`).join('; '),
    'question for a person': control.manual ?? '',
  };
  const findings = [
    ...control.findings.map((finding) => findingCells(report, finding)),
    ...control.accepted.map((finding) => ({
      ...findingCells(report, finding),
      exception: exceptionText(finding.exception),
    })),
  ];
  return findings.length > 0 ? findings.map((cells) => ({ ...head, ...cells })) : [head];
}

function findingCells(report: ComplianceReport, { rule, severity, subject, place, message }: ControlFinding): Row {
  const info = Object.hasOwn(report.rules, rule) ? report.rules[rule] : undefined;
  return { severity, rule, object: subjectName(subject), place: placeName(place), message, remedy: info?.remedy ?? '' };
}
