import { relative } from 'node:path';
import { runTests, type Row, type TestReport } from '../../src/policies/test-run.ts';
import type { BenchAdapter, BenchRun, Suite } from './run.ts';

/** Every row of every `kyverno-test.yaml` is a case: does it come out as it declares? Suites are the top folders. */
export function kyvernoBench(folder: string): BenchAdapter {
  return { folder, run };
}

function run(data: string): BenchRun {
  const reports = runTests(data);
  const suites = [...Map.groupBy(reports, ({ file }) => relative(data, file).split('/')[0] ?? '')].map(
    ([suite, some]) => suiteOf(suite, some),
  );
  const rows = reports.flatMap((report) => report.rows);
  const whole = reports.filter(isPassed).length;
  const unevaluated = rows.filter((row) => row.unevaluated && row.expected !== 'skip').length;
  return {
    suites: suites.sort((a, b) => (a.suite < b.suite ? -1 : 1)),
    misses: reports.flatMap((report) => missesOf(data, report)),
    notes: [
      `rows: ${rows.filter(({ ok }) => ok).length}/${rows.length}`,
      `tests: ${whole}/${reports.length}`,
      `rows that no rule looked at, of those not expected to be skipped: ${unevaluated}`,
    ],
  };
}

function isPassed({ rows, problems }: TestReport): boolean {
  return problems.length === 0 && rows.every(({ ok }) => ok);
}

function suiteOf(suite: string, reports: readonly TestReport[]): Suite {
  const rows = reports.flatMap((report) => report.rows);
  return { suite, passed: rows.filter(({ ok }) => ok).length, total: rows.length, skipped: 0 };
}

function missesOf(data: string, { file, rows, problems }: TestReport): string[] {
  const name = relative(data, file).replace(/\/?(?:\.kyverno-test\/)?kyverno-test\.yaml$/, '');
  return [
    ...problems.map((one) => `${name}: ${relative(data, one.file)}:${one.line}:${one.column} ${one.message}`),
    ...rows.filter(({ ok }) => !ok).map((row) => `${name}: ${describe(row)}`),
  ];
}

function describe({ policy, rule, kind, resource, expected, actual, message }: Row): string {
  return `${policy}/${rule} ${kind} ${resource}: want ${expected}, got ${actual}: ${message}`;
}
