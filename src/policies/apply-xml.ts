import { objectName } from './apply-text.ts';
import type { Applied, ApplyReport } from './apply.ts';
import type { DocumentProblem } from './documents.ts';
import { junit, xmlText } from './xml.ts';

/** JUnit XML: a suite per policy, a case per rule and object. Warnings pass, with what they say as output. */
export function applyXml({ results, problems }: ApplyReport, shown: (file: string) => string): string {
  const suites = [...Map.groupBy(results, ({ policy }) => policy.policy.name)].map(([name, ones]) =>
    suite(name, ones, shown),
  );
  return junit('castellan policy apply', problems.length > 0 ? [problemSuite(problems, shown), ...suites] : suites);
}

function suite(name: string, results: readonly Applied[], shown: (file: string) => string): string {
  const of = (status: string) => results.filter((one) => one.status === status).length;
  const counts = `tests="${results.length}" failures="${of('fail')}" errors="${of('error')}" skipped="${of('skip')}"`;
  const cases = results.map((one) => resultCase(one, shown));
  return [`  <testsuite name="${xmlText(name)}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

const ELEMENTS: Readonly<Record<string, string>> = { fail: 'failure', error: 'error', skip: 'skipped' };

function resultCase(one: Applied, shown: (file: string) => string): string {
  const { file, line } = one.place;
  const open = `    <testcase classname="${xmlText(one.policy.policy.name)}" name="${xmlText(`${one.rule} ${objectName(one)}`)}" file="${xmlText(shown(file))}" line="${line}"`;
  if (one.status === 'pass') return `${open}/>`;
  const element = ELEMENTS[one.status];
  if (element !== undefined) return `${open}><${element} message="${xmlText(one.message)}"/></testcase>`;
  return `${open}><system-out>${xmlText(`warning: ${one.message}`)}</system-out></testcase>`;
}

function problemSuite(problems: readonly DocumentProblem[], shown: (file: string) => string): string {
  const cases = problems.map(({ file, line, column, message }) => {
    const place = xmlText(`${shown(file)}:${line}:${column}`);
    return `    <testcase name="${place}"><error message="${xmlText(message)}"/></testcase>`;
  });
  const counts = `tests="${problems.length}" failures="0" errors="${problems.length}" skipped="0"`;
  return [`  <testsuite name="policies" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}
