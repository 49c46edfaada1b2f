import { count, createPaint, padEnd, printable, truncate, type Paint } from '../std/text.ts';
import type { Row, TestReport } from './test-run.ts';

/** How tests of policies are told. */
export interface TestTextOptions {
  readonly color: boolean;
  /** Only rows that are not as declared, and those that nothing proves. */
  readonly failuresOnly: boolean;
  /** The path of a file as people know it. */
  readonly shown: (file: string) => string;
}

/** A table per test, and a summary. */
export function testText(reports: readonly TestReport[], options: TestTextOptions): string {
  const paint = createPaint(options.color);
  const parts = reports.flatMap((report) => reportText(report, options, paint));
  return `${[...parts, summaryText(reports, paint)].join('\n')}\n`;
}

function reportText(report: TestReport, options: TestTextOptions, paint: Paint): string[] {
  const rows = options.failuresOnly ? report.rows.filter((row) => !row.ok || isUnproved(row)) : report.rows;
  if (rows.length === 0 && report.problems.length === 0) return [];
  const problems = report.problems.map(
    ({ file, line, column, message }) =>
      `  ${paint('error', 'red')} ${options.shown(file)}:${line}:${column} ${printable(message)}`,
  );
  return [paint(options.shown(report.file), 'bold'), ...problems, ...rows.map((row) => rowText(row, paint)), ''];
}

const WIDTHS = { rule: 44, resource: 44 } as const;
const LONGEST = 300;

function rowText(row: Row, paint: Paint): string {
  const mark = row.ok ? (isUnproved(row) ? paint('?', 'yellow') : paint('✓', 'green')) : paint('✗', 'red');
  const rule = cell(row.rule === '' ? row.policy : `${row.policy}/${row.rule}`, WIDTHS.rule);
  const resource = cell(`${row.kind}/${row.resource}`, WIDTHS.resource);
  const line = `  ${mark} ${rule} ${resource} ${row.actual}`;
  if (row.ok && !isUnproved(row)) return line;
  const why =
    isUnproved(row) && row.ok
      ? `expected ${row.expected}, but ${row.message}`
      : `expected ${row.expected}: ${row.message}`;
  return `${line}\n      ${paint(truncate(printable(why), LONGEST), 'dim')}`;
}

function cell(text: string, width: number): string {
  return padEnd(truncate(printable(text), width), width);
}

/** Nothing was evaluated, though something other than a skip was expected. */
export function isUnproved({ unevaluated, expected }: Row): boolean {
  return unevaluated && expected !== 'skip';
}

function summaryText(reports: readonly TestReport[], paint: Paint): string {
  const rows = reports.flatMap((report) => report.rows);
  const failed = rows.filter(({ ok }) => !ok).length;
  const unproved = rows.filter((row) => row.ok && isUnproved(row)).length;
  const broken = reports.flatMap((report) => report.problems).length;
  const parts = [
    paint(`${rows.length - failed - unproved} as expected`, 'green'),
    ...(failed > 0 ? [paint(`${failed} not as expected`, 'red')] : []),
    ...(unproved > 0 ? [paint(`${unproved} never evaluated`, 'yellow')] : []),
    ...(broken > 0 ? [paint(count(broken, 'error'), 'red')] : []),
  ];
  return `${count(reports.length, 'test')}, ${count(rows.length, 'row')}: ${parts.join(', ')}`;
}
