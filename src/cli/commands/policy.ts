import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { runTests, type TestReport } from '../../policies/test-run.ts';
import { isUnproved, testText } from '../../policies/test-text.ts';
import { testXml } from '../../policies/test-xml.ts';
import { UserError } from '../../std/user-error.ts';
import { EXIT } from '../exit.ts';
import { wantsColor } from '../terminal.ts';

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
  const reports = runTests(target, flags.fileName);
  if (reports.length === 0) throw new UserError('not-found', `There is no ${flags.fileName} at ${target} or below it.`);
  write(renderTests(reports, flags), flags);
  const rows = reports.flatMap((report) => report.rows);
  const failed = rows.some((row) => !row.ok || (flags.strict === true && isUnproved(row)));
  return failed || reports.some(({ problems }) => problems.length > 0) ? EXIT.findings : EXIT.clean;
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
