import type { Finding } from '../../model/finding.ts';
import type { Format } from '../../model/format.ts';
import type { Gap } from '../../model/gap.ts';
import type { Place } from '../../model/place.ts';
import type { Report } from '../../model/report.ts';
import { compareSeverity, type Severity } from '../../model/severity.ts';
import { printable } from '../../std/text.ts';
import { withoutCommands } from '../escape.ts';
import { openFindings, placeName, remedyOf, ruleOf, subjectName, verdictText } from '../words.ts';

type Command = 'error' | 'warning' | 'notice';

const COMMANDS: Readonly<Record<Severity, Command>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** Annotations by workflow commands. GitHub shows ten of a level per step, so the worst come first. */
const github: Format = {
  id: 'github',
  title: 'GitHub Actions: annotations in the log and on the changed lines',
  extension: 'txt',
  wantsFixes: false,
  render: (report) => `${commands(report).join('\n')}\n`,
};

export default github;

function commands(report: Report): string[] {
  const findings = openFindings(report).toSorted((a, b) => compareSeverity(b.severity, a.severity));
  const level: Command = report.verdict === 'clean' ? 'notice' : 'error';
  return [
    ...report.gaps.map(gapCommand),
    ...findings.map((finding) => findingCommand(report, finding)),
    ...report.exceptionProblems.map(({ code, message, place }) =>
      command('warning', `exception ${code}`, place.file, place, [message]),
    ),
    `::${level} title=Castellan::${data(verdictText(report))}`,
  ];
}

function findingCommand(report: Report, finding: Finding): string {
  const { rule, severity, title, subject, message, place, others } = finding;
  return command(COMMANDS[severity], `${severity}: ${title} (${rule})`, place.file, place, [
    `${subjectName(subject)}: ${message}`,
    ...others.map((other) => `also at ${placeName(other.place)}: ${other.message}`),
    `why: ${ruleOf(report, rule)?.why ?? ''}`,
    `fix: ${remedyOf(report, finding).text}`,
  ]);
}

function gapCommand({ code, message, file, place, hint }: Gap): string {
  return command('error', `not looked at (${code})`, file, place, [message, ...(hint ? [hint] : [])]);
}

function command(
  level: Command,
  title: string,
  file: string,
  place: Place | undefined,
  lines: readonly string[],
): string {
  const properties = [`file=${property(file)}`, ...position(place), `title=${property(title)}`];
  return `::${level} ${properties.join(',')}::${lines.map(data).join('%0A')}`;
}

/** Columns only within one line, as the annotations API wants it; it takes the last column as included. */
function position(place: Place | undefined): string[] {
  if (!place) return [];
  const { line, column, endLine, endColumn } = place;
  if (endLine > line) return [`line=${line}`, `endLine=${endLine}`];
  return [`line=${line}`, `endLine=${endLine}`, `col=${column}`, `endColumn=${Math.max(column, endColumn - 1)}`];
}

function data(text: string): string {
  return withoutCommands(printable(text)).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
