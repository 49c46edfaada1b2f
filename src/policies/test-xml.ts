import type { DocumentProblem } from './documents.ts';
import { isUnproved } from './test-text.ts';
import type { Row, TestReport } from './test-run.ts';
import { junit, xmlText } from './xml.ts';

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
  return [`  <testsuite name="${xmlText(shown(file))}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function problemCase({ file, line, column, message }: DocumentProblem, shown: (file: string) => string): string {
  const place = xmlText(`${shown(file)}:${line}:${column}`);
  return `    <testcase name="${place}"><error message="${xmlText(message)}"/></testcase>`;
}

function rowCase(row: Row): string {
  const name = xmlText(`${row.rule || row.policy} ${row.kind}/${row.resource} ${row.expected}`);
  const open = `    <testcase classname="${xmlText(row.policy)}" name="${name}"`;
  if (!row.ok)
    return `${open}><failure message="${xmlText(`expected ${row.expected}, got ${row.actual}: ${row.message}`)}"/></testcase>`;
  return isUnproved(row) ? `${open}><skipped message="${xmlText(row.message)}"/></testcase>` : `${open}/>`;
}
