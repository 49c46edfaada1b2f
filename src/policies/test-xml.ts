import { printable } from '../std/text.ts';
import type { DocumentProblem } from './documents.ts';
import { isUnproved } from './test-text.ts';
import type { Row, TestReport } from './test-run.ts';

/** JUnit XML: a suite per test file, a case per row. Rows that nothing proves are skipped ones. */
export function testXml(reports: readonly TestReport[], shown: (file: string) => string): string {
  const suites = reports.map((report) => suite(report, shown)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="castellan policy test">\n${suites}\n</testsuites>\n`;
}

function suite({ file, rows, problems }: TestReport, shown: (file: string) => string): string {
  const failures = rows.filter(({ ok }) => !ok).length;
  const skipped = rows.filter((row) => row.ok && isUnproved(row)).length;
  const counts = `tests="${rows.length + problems.length}" failures="${failures}" errors="${problems.length}" skipped="${skipped}"`;
  const cases = [...problems.map((problem) => problemCase(problem, shown)), ...rows.map(rowCase)];
  return [`  <testsuite name="${escape(shown(file))}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function problemCase({ file, line, column, message }: DocumentProblem, shown: (file: string) => string): string {
  const place = escape(`${shown(file)}:${line}:${column}`);
  return `    <testcase name="${place}"><error message="${escape(message)}"/></testcase>`;
}

function rowCase(row: Row): string {
  const name = escape(`${row.rule || row.policy} ${row.kind}/${row.resource} ${row.expected}`);
  const open = `    <testcase classname="${escape(row.policy)}" name="${name}"`;
  if (!row.ok)
    return `${open}><failure message="${escape(`expected ${row.expected}, got ${row.actual}: ${row.message}`)}"/></testcase>`;
  return isUnproved(row) ? `${open}><skipped message="${escape(row.message)}"/></testcase>` : `${open}/>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return printable(text).replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
