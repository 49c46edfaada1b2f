import { markup } from '../std/markup.ts';
import { objectName } from './apply-text.ts';
import { placeOf, type Applied, type ApplyReport } from './apply.ts';
import type { DocumentProblem } from './documents.ts';
import { junit } from './xml.ts';

/** JUnit XML: a suite per policy, a case per rule and object. Warnings pass, with what they say as output. */
export function applyXml({ results, problems }: ApplyReport, shown: (file: string) => string): string {
  const opened = new Map(results.map((one) => [one, opening(one, shown)]));
  const suites = [...Map.groupBy(opened, ([{ policy }]) => policy.policy.name)].map(([name, cases]) =>
    suite(name, cases),
  );
  return junit('castellan policy apply', problems.length > 0 ? [problemSuite(problems, shown), ...suites] : suites);
}

type Case = readonly [result: Applied, opening: string];

function suite(name: string, cases: readonly Case[]): string {
  const of = (status: string) => cases.filter(([one]) => one.status === status).length;
  const counts = `tests="${cases.length}" failures="${of('fail')}" errors="${of('error')}" skipped="${of('skip')}"`;
  return [`  <testsuite name="${markup(name)}" ${counts}>`, ...cases.map(resultCase), '  </testsuite>'].join('\n');
}

/** Of a case, what is the same whatever its status. */
function opening(one: Applied, shown: (file: string) => string): string {
  const { file, line } = placeOf(one);
  return `    <testcase classname="${markup(one.policy.policy.name)}" name="${markup(`${one.rule} ${objectName(one)}`)}" file="${markup(shown(file))}" line="${line}"`;
}

const ELEMENTS: Readonly<Record<string, string>> = { fail: 'failure', error: 'error', skip: 'skipped' };

function resultCase([one, open]: Case): string {
  if (one.status === 'pass') return `${open}/>`;
  const element = ELEMENTS[one.status];
  if (element !== undefined) return `${open}><${element} message="${markup(one.message)}"/></testcase>`;
  return `${open}><system-out>${markup(`warning: ${one.message}`)}</system-out></testcase>`;
}

function problemSuite(problems: readonly DocumentProblem[], shown: (file: string) => string): string {
  const cases = problems.map(({ file, line, column, message }) => {
    const place = markup(`${shown(file)}:${line}:${column}`);
    return `    <testcase name="${place}"><error message="${markup(message)}"/></testcase>`;
  });
  const counts = `tests="${problems.length}" failures="0" errors="${problems.length}" skipped="0"`;
  return [`  <testsuite name="policies" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}
