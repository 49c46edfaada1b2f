import type { ControlResult, ControlStatus, FrameworkResult, Report } from '../../model/report.ts';
import { count, displayWidth, padEnd, padStart, printable, truncate, type StyleName } from '../../std/text.ts';
import { STATUS_WORDS, percent } from '../words.ts';
import type { Pen } from './pen.ts';

const MARKS: Readonly<Record<ControlStatus, readonly [shape: string, style: StyleName]>> = {
  pass: ['✔', 'green'],
  fail: ['✘', 'red'],
  partly: ['◐', 'yellow'],
  manual: ['☞', 'yellow'],
  'not-covered': ['–', 'dim'],
  unknown: ['?', 'yellow'],
};

/** A table per framework: its score and coverage, and the status of each control. */
export function frameworkTables(report: Report, pen: Pen): string[] {
  return report.frameworks.flatMap((framework) => [
    ...head(framework, pen),
    '',
    ...framework.controls.map((control) => row(control, idWidth(framework), pen)),
    '',
  ]);
}

function head({ title, version, score, coverage, controls }: FrameworkResult, { paint, width }: Pen): string[] {
  const name = truncate(printable(`${title} ${version}`), width - 4);
  const line = '─'.repeat(Math.max(2, width - displayWidth(name) - 1));
  const counts = Object.entries(STATUS_WORDS)
    .map(([status, word]) => [controls.filter((control) => control.status === status).length, word] as const)
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`);
  return [
    `${paint(name, 'bold')} ${paint(line, 'dim')}`,
    '',
    `  score ${paint(percent(score), 'bold')} of decided controls   coverage ${paint(percent(coverage), 'bold')} of all`,
    `  ${counts.join(' · ')}`,
  ];
}

function idWidth({ controls }: FrameworkResult): number {
  return Math.min(36, Math.max(...controls.map(({ id }) => displayWidth(printable(id)))));
}

function row({ id, title, status, findings }: ControlResult, ids: number, { paint, width }: Pen): string {
  const [shape, style] = MARKS[status];
  const word = padEnd(`${shape} ${STATUS_WORDS[status]}`, 14);
  const tail = findings.length > 0 ? count(findings.length, 'finding') : '';
  const room = width - 2 - 14 - ids - 4 - 12;
  const name = padEnd(truncate(printable(title), room), room);
  const line = `  ${paint(word, style)} ${padEnd(truncate(printable(id), ids), ids)}  ${name} ${padStart(tail, 12)}`;
  return line.trimEnd();
}
