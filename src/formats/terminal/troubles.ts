import type { Report } from '../../model/report.ts';
import { count, printable, wrap } from '../../std/text.ts';
import type { Pen } from './pen.ts';

/** What could not be looked at, and exceptions that do no work. */
export function troubles(report: Report, pen: Pen): string[] {
  const gaps = report.gaps.flatMap(({ code, message, file, place, hint }) => [
    item(code, place ? pen.place(place) : printable(file), pen),
    ...text(message, pen),
    ...pen.labelled('hint:', hint ?? ''),
    '',
  ]);
  const problems = report.exceptionProblems.flatMap(({ code, message, place }) => [
    item(code, pen.place(place), pen),
    ...text(message, pen),
    '',
  ]);
  return [
    ...section(`Not looked at: ${count(report.gaps.length, 'gap')}`, gaps, pen),
    ...section(`Exceptions to tidy up: ${report.exceptionProblems.length}`, problems, pen),
  ];
}

function section(title: string, lines: readonly string[], { paint, width }: Pen): string[] {
  if (lines.length === 0) return [];
  return [`${paint(title, 'bold')} ${paint('─'.repeat(Math.max(2, width - title.length - 1)), 'dim')}`, '', ...lines];
}

function item(code: string, where: string, { paint }: Pen): string {
  return `  ${paint(`! ${code}`, 'bold', 'yellow')}  ${where}`;
}

function text(message: string, { width }: Pen): string[] {
  return wrap(printable(message), width - 4).map((line) => `    ${line}`);
}
