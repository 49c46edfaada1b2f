import type { ExceptionProblem } from '../../model/finding.ts';
import type { Gap } from '../../model/gap.ts';
import type { Report } from '../../model/report.ts';
import { count, printable, wrap } from '../../std/text.ts';
import type { Pen } from './pen.ts';

const MAX_ITEMS = 20;

/** What could not be looked at, and exceptions that do no work. */
export function troubles({ gaps, exceptionProblems }: Report, pen: Pen): string[] {
  return [
    ...section(`Not looked at: ${count(gaps.length, 'gap')}`, shown(gaps), (gap) => gapLines(gap, pen), pen),
    ...section(
      `Exceptions to tidy up: ${exceptionProblems.length}`,
      exceptionProblems,
      (problem) => problemLines(problem, pen),
      pen,
    ),
  ];
}

function section<T>(title: string, items: readonly T[], lines: (item: T) => string[], { paint, width }: Pen): string[] {
  if (items.length === 0) return [];
  const rule = paint('─'.repeat(Math.max(2, width - title.length - 1)), 'dim');
  return [`${paint(title, 'bold')} ${rule}`, '', ...items.slice(0, MAX_ITEMS).flatMap(lines), ...rest(items.length)];
}

/** Neighbours of one hint say it once, behind the last of those that are printed. */
function shown(gaps: readonly Gap[]): Gap[] {
  return gaps.map((gap, i) => {
    const repeats = i + 1 < Math.min(gaps.length, MAX_ITEMS) && gap.hint === gaps[i + 1]!.hint;
    return repeats ? { ...gap, hint: '' } : gap;
  });
}

function gapLines({ code, message, file, place, hint }: Gap, pen: Pen): string[] {
  const where = place ? pen.place(place) : printable(file);
  return [item(code, where, pen), ...text(message, pen), ...pen.labelled('hint:', hint ?? ''), ''];
}

function problemLines({ code, message, place }: ExceptionProblem, pen: Pen): string[] {
  return [item(code, pen.place(place), pen), ...text(message, pen), ''];
}

function rest(total: number): string[] {
  return total > MAX_ITEMS ? [`  and ${total - MAX_ITEMS} more: \`--format json\` lists them all`, ''] : [];
}

function item(code: string, where: string, { paint }: Pen): string {
  return `  ${paint(`! ${code}`, 'bold', 'yellow')}  ${where}`;
}

function text(message: string, { width }: Pen): string[] {
  return wrap(printable(message), width - 4).map((line) => `    ${line}`);
}
