import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { filesAt, type DocumentProblem } from '../../policies/documents.ts';
import { findSuites, readSuite } from '../../policies/suite-file.ts';
import { runSuite } from '../../policies/suite-run.ts';
import { findTests } from '../../policies/test-file.ts';
import { runTestFile, type TestReport } from '../../policies/test-run.ts';
import { isUnproved, testText } from '../../policies/test-text.ts';
import { testXml } from '../../policies/test-xml.ts';
import { UserError } from '../../std/user-error.ts';
import { EXIT } from '../exit.ts';
import { progressLine, wantsColor } from '../terminal.ts';
import { optimizeLate } from '../tiers.ts';

interface OutputFlags {
  readonly output?: string;
}

interface TestFlags extends OutputFlags {
  readonly fileName: string;
  readonly failures?: boolean;
  readonly strict?: boolean;
  readonly format: 'terminal' | 'json' | 'junit';
}

/** `castellan policy test`: runs the tests, tells, and gives the exit code. */
export function runPolicyTest(target: string, flags: TestFlags): number {
  const reports = runAll(target, flags);
  if (reports.every(({ rows, problems }) => rows.length + problems.length === 0)) {
    throw new UserError('not-found', `There is no test in a ${flags.fileName} and no suite at ${target} or below it.`, {
      hint: 'Name a folder with tests, or what test files are called with --file-name.',
    });
  }
  write(renderTests(reports, flags), flags);
  const rows = reports.flatMap((report) => report.rows);
  const failed = rows.some((row) => !row.ok || (flags.strict === true && isUnproved(row)));
  return failed || reports.some(({ problems }) => problems.length > 0) ? EXIT.findings : EXIT.clean;
}

/** Tests of Kyverno by the name of their files, suites of Gatekeeper by what they are. */
function runAll(target: string, { fileName }: TestFlags): TestReport[] {
  const files = filesAt(target);
  const unreadable: DocumentProblem[] = [];
  const suites = new Set(findSuites(files, unreadable));
  const tests = findTests(files, target, fileName).filter((file) => !suites.has(file));
  const progress = progressLine(false);
  optimizeLate();
  const total = suites.size + tests.length;
  const reports: TestReport[] = [];
  let done = 0;
  for (const file of [...tests, ...suites]) {
    reports.push(...(suites.has(file) ? [runSuite(readSuite(file))] : runTestFile(file)));
    progress.update(++done, total);
  }
  progress.clear();
  return [...reports, ...untold(unreadable, reports)];
}

/** Files that cannot be read and that no test names: nobody knows whether they are suites. */
function untold(unreadable: readonly DocumentProblem[], reports: readonly TestReport[]): TestReport[] {
  const told = new Set(reports.flatMap(({ problems }) => problems.map(({ file }) => resolve(file))));
  return unreadable
    .filter(({ file }) => !told.has(resolve(file)))
    .map((problem) => ({ file: problem.file, name: problem.file, rows: [], problems: [problem] }));
}

function renderTests(reports: readonly TestReport[], flags: TestFlags): string {
  if (flags.format === 'json') return `${JSON.stringify({ tests: reports }, null, 2)}\n`;
  if (flags.format === 'junit') return testXml(reports, shown);
  return testText(reports, { color: hasColor(flags), failuresOnly: flags.failures ?? false, shown });
}

function hasColor({ output }: OutputFlags): boolean {
  return output === undefined && wantsColor(process.stdout, process.env);
}

function write(text: string, { output }: OutputFlags): void {
  if (output === undefined) process.stdout.write(text);
  else writeFileSync(output, text);
}

function shown(file: string): string {
  return relative(process.cwd(), file) || file;
}
