import { withoutCommands } from '../formats/escape.ts';
import { createPen, type Pen } from '../formats/terminal/pen.ts';
import { subjectName, WORST_FIRST } from '../formats/words.ts';
import type { RenderOptions } from '../model/format.ts';
import type { Json } from '../model/json.ts';
import { atLeast } from '../model/severity.ts';
import { count, createPaint, displayWidth, plain, printable, type StyleName, truncate, wrap } from '../std/text.ts';
import { isByHand } from './authors.ts';
import type { DriftReport, DriftVerdict, IntroducedElsewhere } from './report.ts';
import type { Author, Change, Introduced, ObjectDrift, State } from './types.ts';

const INDENT = '    ';

/** For people at a terminal: objects with what differs, the worst nearest the prompt, then what to do next. */
export function driftText(report: DriftReport, options: RenderOptions): string {
  const pen = createPen(createPaint(options.color), options);
  const lines = [
    '',
    ...report.objects.toReversed().flatMap((object) => objectLines(object, pen)),
    ...elsewhereLines(report.elsewhere, pen),
    ...gapLines(report, pen),
    ...conclusion(report, pen),
    '',
  ];
  return withoutCommands(lines.join('\n')).replace(/^([^\S\n]*):(?=:)/gm, '$1: ');
}

const STATES: Readonly<Record<State, string>> = {
  changed: 'not as declared',
  missing: 'declared, not in the cluster',
  unmanaged: 'in the cluster, declared nowhere',
};

function objectLines(object: ObjectDrift, pen: Pen): string[] {
  const name = truncate(printable(subjectName(object.subject)), pen.width - 4);
  const rule = '─'.repeat(Math.max(2, pen.width - displayWidth(name) - 1));
  const differences = object.differences.toReversed().flatMap((difference) => differenceLines(difference, pen));
  return [
    `${pen.paint(name, 'bold')} ${pen.paint(rule, 'dim')}`,
    '',
    ...(object.state === 'changed' ? [] : wholeLines(object, pen)),
    ...differences,
    ...object.introduces.flatMap((found) => introducedLines(found, pen)),
    ...(object.introduces.length > 0 ? [''] : []),
  ];
}

function wholeLines({ severity, state, place, message, author }: ObjectDrift, pen: Pen): string[] {
  return [
    ...head(`  ${pen.severity(severity)}  ${STATES[state]}`, pen.place(place), pen),
    ...wrap(printable(message), pen.width - INDENT.length).map((line) => `${INDENT}${pen.paint(line, 'bold')}`),
    ...authorLines(author, pen),
    '',
  ];
}

const CHANGES: Readonly<Record<Change, string>> = { changed: 'changed', added: 'added', removed: 'removed' };

function differenceLines(difference: ObjectDrift['differences'][number], pen: Pen): string[] {
  const { severity, change, label, place, why, declared, live, author } = difference;
  return [
    ...head(`  ${pen.severity(severity)}  ${CHANGES[change]}`, pen.place(place), pen),
    ...wrap(printable(label), pen.width - INDENT.length).map((line) => `${INDENT}${pen.paint(line, 'bold')}`),
    ...valueLines('declared', shown(declared, live), 'red', pen),
    ...valueLines('live', shown(live, declared), 'green', pen),
    ...pen.labelled('why:', why),
    ...authorLines(author, pen),
    '',
  ];
}

/** The head and the place on one line where there is room. */
function head(title: string, place: string, pen: Pen): string[] {
  const fits = displayWidth(plain(`${title}  ${place}`)) <= pen.width;
  return fits ? [`${title}  ${place}`] : [title, `${INDENT}${place}`];
}

/** Of two texts of several lines the first line that differs. */
function shown(value: Json | undefined, other: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || typeof other !== 'string' || !`${value}${other}`.includes('\n')) return value;
  const [lines, others] = [value.split('\n'), other.split('\n')];
  const first = lines.findIndex((line, i) => line !== others[i]);
  const line = first < 0 ? lines.length : first;
  return `line ${line + 1}: ${lines[line] ?? '(no more)'}`;
}

function valueLines(name: string, value: Json | undefined, style: StyleName, pen: Pen): string[] {
  if (value === undefined) return [];
  const text = printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const shown = truncate(text, 3 * (pen.width - 16));
  return pen.labelled(name.padEnd(8), shown, style);
}

function authorLines(author: Author | undefined, pen: Pen): string[] {
  if (!author) return [];
  const who = `${author.manager}${author.subresource ? ` (${author.subresource})` : ''}`;
  const hand = isByHand(author) ? ', by hand' : '';
  const when = author.time ? ` at ${author.time}` : '';
  return pen.labelled(author.certain ? 'by:' : 'last written by:', `${who}${hand}${when}`);
}

function introducedLines({ rule, severity, message }: Introduced, pen: Pen): string[] {
  const title = `${INDENT}${pen.paint('new finding:', 'dim')} ${pen.severity(severity)} ${pen.paint(printable(rule), 'underline')}`;
  return [title, ...wrap(printable(message), pen.width - 6).map((line) => `      ${line}`)];
}

function elsewhereLines(elsewhere: readonly IntroducedElsewhere[], pen: Pen): string[] {
  if (elsewhere.length === 0) return [];
  return [
    pen.paint('By this drift, other objects have new findings', 'bold'),
    '',
    ...elsewhere.flatMap((found) => [
      ...head(
        `  ${pen.severity(found.severity)}  ${pen.paint(printable(found.rule), 'underline')}`,
        pen.place(found.place),
        pen,
      ),
      ...wrap(printable(`${subjectName(found.subject)}: ${found.message}`), pen.width - 4).map(
        (line) => `${INDENT}${line}`,
      ),
    ]),
    '',
  ];
}

const MOST_NOTES = 10;

function gapLines({ gaps, notes, expected }: DriftReport, pen: Pen): string[] {
  const paragraph = (text: string) =>
    wrap(printable(text), pen.width - 4).map((line, i) => `${i === 0 ? '  · ' : INDENT}${line}`);
  const remarks = [
    ...notes,
    ...expected.map(
      ({ subject, label, reason }) => `${subjectName(subject)}: ${label} differs as it should: ${reason}.`,
    ),
  ];
  const more = remarks.length > MOST_NOTES ? [`${count(remarks.length - MOST_NOTES, 'more note')} in -f json.`] : [];
  return [
    ...(gaps.length > 0 ? [pen.paint('Could not be compared', 'bold', 'yellow')] : []),
    ...gaps.flatMap(({ file, message, hint }) => paragraph(`${file}: ${message}${hint ? ` ${hint}` : ''}`)),
    ...(remarks.length > 0 ? [pen.paint('Notes', 'bold')] : []),
    ...[...remarks.slice(0, MOST_NOTES), ...more].flatMap(paragraph),
    ...(gaps.length + remarks.length > 0 ? [''] : []),
  ];
}

const VERDICTS: Readonly<Record<DriftVerdict, readonly [word: string, style: StyleName]>> = {
  clean: ['✔ PASS', 'green'],
  drift: ['✘ DRIFT', 'red'],
  incomplete: ['? INCOMPLETE', 'yellow'],
};

function conclusion(report: DriftReport, pen: Pen): string[] {
  const { summary, live, verdict } = report;
  const [word, style] = VERDICTS[verdict];
  const parts = WORST_FIRST.filter((severity) => summary.severities[severity] > 0).map(
    (severity) => `${summary.severities[severity]} ${pen.severity(severity)}`,
  );
  const where = live.snapshot ? `${live.snapshot.file} of ${live.snapshot.taken}` : `context ${live.context}`;
  const numbers = [
    `${summary.compared} of ${count(summary.declared, 'declared object')} compared with ${where}${live.version ? ` (${live.version})` : ''}`,
    `${summary.changed} changed · ${summary.missing} missing · ${summary.unmanaged} unmanaged · ${summary.expected} as expected`,
  ];
  const next = nextCommand(report);
  return [
    pen.rule(),
    parts.length === 0 ? pen.paint(nothingSeen(report), 'bold') : parts.join('   '),
    ...numbers.flatMap((line) => wrap(printable(line), pen.width)),
    `${pen.paint(word, 'bold', style)}  ${sentence(report)}`,
    ...(next ? ['', `${pen.paint('next:', 'dim')} ${pen.paint(next, 'bold')}`] : []),
  ];
}

/** Without drift; a run that compared nothing must not read as clean. */
function nothingSeen({ summary }: DriftReport): string {
  if (summary.compared === 0) return 'nothing was compared';
  return summary.gaps > 0 ? 'no drift in what could be compared' : 'no drift';
}

function sentence({ verdict, objects, failOn, summary }: DriftReport): string {
  if (verdict === 'drift') {
    const failing = objects.filter(({ severity }) => failOn !== 'none' && atLeast(severity, failOn)).length;
    return `${count(failing, 'object')} drifted at or above ${failOn}`;
  }
  if (verdict === 'incomplete') return `${count(summary.gaps, 'thing')} could not be compared`;
  if (objects.length === 0) return 'The cluster is as declared';
  return failOn === 'none' ? 'Drift does not fail this run' : `No drift at or above ${failOn}`;
}

/** What helps most: to look at the difference as the server sees it, or at the rule that is broken now. */
function nextCommand({ objects, target, live }: DriftReport): string | undefined {
  const rule = objects.flatMap(({ introduces }) => introduces)[0]?.rule;
  if (rule) return `castellan explain ${printable(rule)}`;
  const changed = objects.some(({ state }) => state !== 'unmanaged');
  return changed && !live.snapshot ? `kubectl diff -R -f ${printable(target)}` : undefined;
}
