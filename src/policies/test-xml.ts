import { markup } from '../std/markup.ts';
import type { DocumentProblem } from './documents.ts';
import { isUnproved } from './test-text.ts';
import type { Row, TestReport } from './test-run.ts';
import { junit } from './xml.ts';

/** JUnit XML: a suite per test file, a case per row. Rows that nothing proves are skipped ones. */
export function testXml(reports: readonly TestReport[], shown: (file: string) => string): string {
  return junit(
    'castellan policy test',
    reports.map((report) => suite(report, shown)),
  );
}

function suite({ file, rows, problems }: TestReport, shown: (file: string) => string): string {
  const failures = rows.filter(({ ok }) => !ok).length;
  const skipped = rows.filter((row) => row.ok && isUnproved(row)).length;
  const counts = `tests="${rows.length + problems.length}" failures="${failures}" errors="${problems.length}" skipped="${skipped}"`;
  const cases = [...problems.map((problem) => problemCase(problem, shown)), ...rows.map(rowCase)];
  return [`  <testsuite name="${markup(shown(file))}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function problemCase({ file, line, column, message }: DocumentProblem, shown: (file: string) => string): string {
  const place = markup(`${shown(file)}:${line}:${column}`);
  return `    <testcase name="${place}"><error message="${markup(message)}"/></testcase>`;
}

function rowCase(row: Row): string {
  const name = markup(`${row.rule || row.policy} ${row.kind}/${row.resource} ${row.expected}`);
  const open = `    <testcase classname="${markup(row.policy)}" name="${name}"`;
  if (!row.ok)
    return `${open}><failure message="${markup(`expected ${row.expected}, got ${row.actual}: ${row.message}`)}"/></testcase>`;
  return isUnproved(row) ? `${open}><skipped message="${markup(row.message)}"/></testcase>` : `${open}/>`;
}
