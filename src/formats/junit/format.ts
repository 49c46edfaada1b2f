import type { Finding, SuppressedFinding } from '../../model/finding.ts';
import type { Format } from '../../model/format.ts';
import type { Gap } from '../../model/gap.ts';
import type { Report } from '../../model/report.ts';
import { markup } from '../escape.ts';
import { placeName, remedyOf, ruleOf, subjectName } from '../words.ts';

/** JUnit XML: a suite per file, a case per rule and resource. Only what was found is listed, not what passed. */
const junit: Format = {
  id: 'junit',
  title: 'JUnit XML: for the test report of a CI system',
  extension: 'xml',
  wantsFixes: false,
  render: (report) => `<?xml version="1.0" encoding="UTF-8"?>\n${document(report)}\n`,
};

export default junit;

interface Case {
  readonly file: string;
  readonly xml: string;
  readonly outcome: 'failure' | 'error' | 'skipped' | 'passed';
}

function document(report: Report): string {
  const cases = [
    ...report.findings.map((finding) => findingCase(report, finding)),
    ...report.suppressed.map(suppressedCase),
    ...report.gaps.map(gapCase),
  ];
  if (cases.length === 0) cases.push(passed(report));
  const suites = Map.groupBy(cases, ({ file }) => file);
  return [
    `<testsuites name="castellan" ${totals(cases)}>`,
    ...[...suites].map(([file, members]) => suite(file, members)),
    '</testsuites>',
  ].join('\n');
}

function suite(file: string, members: readonly Case[]): string {
  const cases = members.map((member) => member.xml).join('\n');
  return `  <testsuite name="${markup(file)}" ${totals(members)}>\n${cases}\n  </testsuite>`;
}

function totals(cases: readonly Case[]): string {
  const of = (outcome: Case['outcome']) => cases.filter((member) => member.outcome === outcome).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`;
}

function findingCase(report: Report, finding: Finding): Case {
  const { rule, severity, message, place, others, covers, baselined } = finding;
  if (baselined) return skipped(finding, 'in the baseline');
  const text = [
    `${placeName(place)}: ${message}`,
    ...others.map((other) => `${placeName(other.place)}: ${other.message}`),
    `severity: ${severity}`,
    `why: ${ruleOf(report, rule)?.why ?? ''}`,
    `fix: ${remedyOf(report, finding).text}`,
    ...(covers.length > 0 ? [`also covers: ${covers.join(', ')}`] : []),
    ...finding.evidence.map((e) => `because: ${subjectName(e.subject)} ${e.note} (${placeName(e.place)})`),
  ];
  const body = `<failure type="${markup(rule)}" message="${markup(message)}">${text.map(markup).join('\n')}</failure>`;
  return { file: place.file, outcome: 'failure', xml: testcase(finding, body) };
}

function suppressedCase({ finding, exception }: SuppressedFinding): Case {
  return skipped(finding, `suppressed: ${exception.reason}`);
}

function skipped(finding: Finding, reason: string): Case {
  return {
    file: finding.place.file,
    outcome: 'skipped',
    xml: testcase(finding, `<skipped message="${markup(reason)}"/>`),
  };
}

function testcase({ rule, subject, place }: Finding, body: string): string {
  const name = markup(`${rule}: ${subjectName(subject)}`);
  const where = `file="${markup(place.file)}" line="${place.line}"`;
  return `    <testcase classname="${markup(place.file)}" name="${name}" ${where}>\n      ${body}\n    </testcase>`;
}

function gapCase({ code, message, file, place, hint }: Gap): Case {
  const line = place ? ` line="${place.line}"` : '';
  const text = [place ? placeName(place) : file, message, ...(hint ? [hint] : [])].map(markup).join('\n');
  return {
    file,
    outcome: 'error',
    xml: [
      `    <testcase classname="${markup(file)}" name="not looked at: ${code}" file="${markup(file)}"${line}>`,
      `      <error type="${code}" message="${markup(message)}">${text}</error>`,
      '    </testcase>',
    ].join('\n'),
  };
}

/** CI systems take an empty report for a failure to run. */
function passed({ target, summary }: Report): Case {
  const name = `no findings in ${summary.resources} resources`;
  return { file: target, outcome: 'passed', xml: `    <testcase classname="castellan" name="${name}"/>` };
}
