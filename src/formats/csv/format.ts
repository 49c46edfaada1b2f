import type { Finding } from '../../model/finding.ts';
import type { Format } from '../../model/format.ts';
import type { Gap } from '../../model/gap.ts';
import type { Report } from '../../model/report.ts';
import { csvLine } from '../csv-line.ts';
import { placeName, remedyOf, ruleOf } from '../words.ts';

const COLUMNS = [
  'state',
  'severity',
  'rule',
  'title',
  'category',
  'kind',
  'namespace',
  'name',
  'file',
  'line',
  'column',
  'message',
  'other places',
  'covers',
  'fix',
  'automatic fix',
  'reason',
  'fingerprint',
  'docs',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** RFC 4180 for spreadsheets: one row per finding, then suppressed ones, then gaps. */
const csv: Format = {
  id: 'csv',
  title: 'CSV: for spreadsheets',
  extension: 'csv',
  wantsFixes: false,
  render: (report) => [...parts(report)].join(''),
  parts,
};

export default csv;

/** Lines that are written together. */
const BATCH = 256;

function* parts(report: Report): Generator<string> {
  let batch = `${COLUMNS.join(',')}\r\n`;
  let lines = 0;
  for (const row of rows(report)) {
    batch += line(row);
    if (++lines % BATCH !== 0) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}

function* rows(report: Report): Generator<Row> {
  for (const finding of report.findings) yield findingRow(report, finding, finding.baselined ? 'baselined' : 'open');
  for (const { finding, exception } of report.suppressed)
    yield { ...findingRow(report, finding, 'suppressed'), reason: exception.reason };
  for (const gap of report.gaps) yield gapRow(gap);
}

function findingRow(report: Report, finding: Finding, state: string): Row {
  const { place, subject, others } = finding;
  const { text, automatic } = remedyOf(report, finding);
  return {
    state,
    severity: finding.severity,
    rule: finding.rule,
    title: finding.title,
    category: finding.category,
    kind: subject.kind,
    namespace: subject.namespace,
    name: subject.name,
    file: place.file,
    line: place.line,
    column: place.column,
    message: finding.message,
    'other places': others.map((other) => placeName(other.place)).join(' '),
    covers: finding.covers.join(' '),
    fix: text,
    'automatic fix': automatic ?? 'no',
    fingerprint: finding.fingerprint,
    docs: ruleOf(report, finding.rule)?.docs ?? '',
  };
}

function gapRow({ code, message, file, place, hint }: Gap): Row {
  return {
    state: 'gap',
    rule: code,
    title: 'Not looked at',
    file,
    message,
    fix: hint ?? '',
    ...(place && { line: place.line, column: place.column }),
  };
}

function line(row: Row): string {
  return `${csvLine(COLUMNS.map((column) => row[column] ?? ''))}\r\n`;
}
