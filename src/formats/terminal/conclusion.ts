import type { Report } from '../../model/report.ts';
import { compareSeverity } from '../../model/severity.ts';
import { count, displayWidth, printable, wrap, type StyleName } from '../../std/text.ts';
import { countBySeverity, openFindings, verdictText, WORST_FIRST } from '../words.ts';
import type { Pen } from './pen.ts';

const VERDICTS: Readonly<Record<Report['verdict'], readonly [word: string, style: StyleName]>> = {
  clean: ['✔ PASS', 'green'],
  findings: ['✘ FAIL', 'red'],
  incomplete: ['? INCOMPLETE', 'yellow'],
};
/** From here on a baseline is worth its while. */
const MANY = 20;

/** The numbers, the verdict, and the next commands to run. */
export function conclusion(report: Report, pen: Pen): string[] {
  const [word, style] = VERDICTS[report.verdict];
  const next = nextCommands(report);
  return [
    pen.rule(),
    severities(report, pen),
    ...joined(numbers(report), pen.width),
    ...wrap(`${word}  ${verdictText(report)}`, pen.width).map((line) =>
      line.replace(word, pen.paint(word, 'bold', style)),
    ),
    ...(next.length > 0 ? ['', ...next.map(([command, what]) => nextLine(command, what, pen))] : []),
  ];
}

function severities(report: Report, pen: Pen): string {
  const counts = countBySeverity(openFindings(report));
  const parts = WORST_FIRST.filter((severity) => counts[severity] > 0).map(
    (severity) => `${counts[severity]} ${pen.severity(severity)}`,
  );
  return parts.length === 0 ? pen.paint('no findings', 'bold') : parts.join('   ');
}

function numbers(report: Report): string[] {
  const { summary, profile, kubernetes } = report;
  const safe = openFindings(report).filter(({ fix }) => fix?.safe).length;
  const optional: [number, string][] = [
    [summary.fixable, `fixable (${safe} safely)`],
    [summary.suppressed, 'suppressed'],
    [summary.baselined, 'in the baseline'],
  ];
  return [
    count(summary.resources, 'resource') + (summary.files > 0 ? ` in ${count(summary.files, 'file')}` : ''),
    `${count(summary.rules, 'rule')} (${profile}, Kubernetes ${kubernetes})`,
    ...optional.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`),
    ...(summary.gaps > 0 ? [count(summary.gaps, 'gap')] : []),
  ];
}

/** Parts with dots between, broken only between parts. */
function joined(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts.map(printable)) {
    const longer = lines.length === 0 ? part : `${lines.at(-1)} · ${part}`;
    if (lines.length === 0 || displayWidth(longer) > width) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function nextCommands(report: Report): [command: string, what: string][] {
  const open = openFindings(report);
  const worst = open.toSorted((a, b) => compareSeverity(b.severity, a.severity))[0];
  const commands: [string, string][] = [];
  if (worst) commands.push([`castellan explain ${quoted(worst.rule)}`, 'what it means, with examples']);
  const fixes = open.flatMap(({ fix }) => fix ?? []);
  if (fixes.length > 0 && report.target !== '-') {
    const unsafe = fixes.some(({ safe }) => safe) ? '' : ' --unsafe';
    commands.push([`castellan fix ${quoted(report.target)}${unsafe} --dry-run`, 'show the repairs']);
  }
  if (open.length >= MANY && report.summary.baselined === 0) {
    commands.push([
      `castellan scan ${quoted(report.target)} --write-baseline`,
      'accept these for now, see only new ones',
    ]);
  }
  return commands;
}

function nextLine(command: string, what: string, { paint, width }: Pen): string {
  const fits = displayWidth(`next: ${command}  # ${what}`) <= width;
  return `${paint('next:', 'dim')} ${paint(command, 'bold')}${fits ? paint(`  # ${what}`, 'dim') : ''}`;
}

/** A word that a shell reads as it is. */
function quoted(word: string): string {
  const shown = printable(word);
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
