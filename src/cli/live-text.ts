import { findingOf, gapOf } from '../formats/json/format.ts';
import { serializeLine } from '../formats/serialize.ts';
import { createPen, type Pen } from '../formats/terminal/pen.ts';
import { subjectName } from '../formats/words.ts';
import type { Finding } from '../model/finding.ts';
import type { RenderOptions } from '../model/format.ts';
import type { Gap } from '../model/gap.ts';
import { compareSeverity } from '../model/severity.ts';
import { count, createPaint, printable, truncate } from '../std/text.ts';

/** What a round of watching a cluster has to tell. */
export interface LiveNews {
  readonly time: Date;
  readonly appeared: readonly Finding[];
  readonly resolved: readonly Finding[];
  /** All that can't be seen now. */
  readonly gaps: readonly Gap[];
  readonly lostGaps: readonly Gap[];
  readonly newGaps: readonly Gap[];
  /** Objects that changed. */
  readonly changed: number;
}

/** Lines of one round beside findings: the heading, what is left out, and the empty one. */
const FRAME = 4;
const DEFAULT_ROWS = 24;

/** A round in the words of people: what appeared and what was resolved, the worst first, on one screen. */
export function liveText(news: LiveNews, options: RenderOptions, rows = DEFAULT_ROWS): string {
  const pen = createPen(createPaint(options.color), options);
  const lines = [
    ...worstFirst(news.appeared).map((finding) => findingLine('+', finding, pen)),
    ...worstFirst(news.resolved).map((finding) => findingLine('-', finding, pen)),
    ...news.newGaps.map((gap) => gapLine('?', gap.message, pen)),
    ...news.lostGaps.map((gap) => gapLine('✔', `seen again: ${gap.file}`, pen)),
  ];
  const room = Math.max(3, rows - FRAME);
  const left = lines.length - room;
  const shown = left > 0 ? [...lines.slice(0, room), pen.paint(`  … and ${left} more`, 'dim')] : lines;
  return [heading(news, pen), ...shown, ''].join('\n');
}

/** A round as one line of JSON. */
export function liveJson({ time, appeared, resolved, gaps }: LiveNews): string {
  return serializeLine({
    time: time.toISOString(),
    added: appeared.map(findingOf),
    resolved: resolved.map(findingOf),
    gaps: gaps.map(gapOf),
  });
}

function heading({ time, appeared, resolved, changed }: LiveNews, { paint }: Pen): string {
  const clock = time.toTimeString().slice(0, 8);
  const parts = [
    `${count(changed, 'object')} changed`,
    ...(appeared.length > 0 ? [paint(`${count(appeared.length, 'finding')} appeared`, 'red')] : []),
    ...(resolved.length > 0 ? [paint(`${count(resolved.length, 'finding')} resolved`, 'green')] : []),
  ];
  return `${paint(clock, 'dim')}  ${parts.join(', ')}`;
}

function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => compareSeverity(b.severity, a.severity));
}

function findingLine(sign: '+' | '-', { severity, rule, subject, message }: Finding, pen: Pen): string {
  const head = `${pen.paint(sign, 'bold', sign === '+' ? 'red' : 'green')} ${pen.severity(severity)}`;
  const text = `${rule}  ${subjectName(subject)}${sign === '+' ? `: ${message}` : ''}`;
  return `  ${head}  ${truncate(printable(text), Math.max(20, pen.width - 16))}`;
}

function gapLine(sign: string, message: string, pen: Pen): string {
  return `  ${pen.paint(sign, 'bold', 'yellow')} ${truncate(printable(message), pen.width - 4)}`;
}
