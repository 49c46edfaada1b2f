import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Report } from '../model/report.ts';
import { displayWidth, printable, sliceCells } from '../std/text.ts';
import { isSensitive, MASK, redactLine, sensitiveLines, sensitivePlaces } from './redact.ts';

/** One line of source as it may be shown: printable, redacted, cut to the width. */
export interface FrameLine {
  readonly number: number;
  readonly text: string;
  /** The cells that the finding is about. */
  readonly mark?: { readonly start: number; readonly length: number };
}

/** The lines around a finding's place, at most `width` cells wide; empty where the source is not at hand. */
export type Frames = (finding: Finding, width: number) => readonly FrameLine[];

const CONTEXT = 2;
/** UTF-16 units of a line that are looked at on either side of a place. */
const REACH = 1000;

interface Source {
  readonly lines: readonly string[];
  readonly sensitive: ReadonlySet<number>;
}

/** Reads and splits each file once, however many findings are in it. */
export function createFrames(report: Report, source: (file: string) => string | undefined): Frames {
  const places = sensitivePlaces(report);
  const files = new Map<string, Source | undefined>();
  const read = (file: string) => {
    if (!files.has(file)) {
      const lines = source(file)
        ?.replace(/^\ufeff/, '')
        .split(/\r?\n/);
      files.set(file, lines && { lines, sensitive: sensitiveLines(lines, places.get(file) ?? []) });
    }
    return files.get(file);
  };
  return (finding, width) => {
    const file = read(finding.place.file);
    return file ? frameOf(file, finding, Math.max(20, width)) : [];
  };
}

function frameOf({ lines, sensitive }: Source, finding: Finding, width: number): FrameLine[] {
  const { place } = finding;
  const text = (n: number) => {
    const line = lines[n - 1] ?? '';
    return isSensitive(finding) || sensitive.has(n) ? redactLine(line) : line;
  };
  if (place.line < 1 || place.line > lines.length) return [];
  const target = targetOf(text(place.line), place);
  const from = displayWidth(target.before + target.marked + target.after) <= width ? 0 : target.indent(width);
  const first = Math.max(1, place.line - CONTEXT);
  const last = Math.min(lastLine(lines), place.line + CONTEXT);
  return Array.from({ length: Math.max(last, place.line) - first + 1 }, (_, i) => first + i).map((number) => {
    if (number !== place.line) return { number, text: cut(show(text(number).slice(0, 2 * REACH)), from, width) };
    const { before, marked, after } = target;
    const start = displayWidth(before) - from;
    const length = Math.max(1, Math.min(displayWidth(marked), width - start));
    return { number, text: cut(before + marked + after, from, width), mark: { start, length } };
  });
}

/** A final line break makes no line. */
function lastLine(lines: readonly string[]): number {
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

/** The line at hand in three printable parts, the middle one marked. */
function targetOf(line: string, place: Place) {
  const masked = line.endsWith(MASK) ? line.length - MASK.length : line.length;
  const start = Math.min(place.column - 1, masked);
  const end = place.endLine > place.line ? line.length : Math.min(place.endColumn - 1, line.length);
  const before = show(line.slice(Math.max(0, start - REACH), start));
  return {
    before,
    marked: show(line.slice(start, Math.max(start, Math.min(end, start + REACH)))),
    after: show(line.slice(Math.max(start, end), start + REACH)),
    /** Cells to leave out on the left so that the mark begins within the first third. */
    indent: (width: number) => Math.max(0, displayWidth(before) - Math.floor(width / 3)),
  };
}

function show(text: string): string {
  return printable(text.replaceAll('\t', '  '));
}

/** The cells [from, from + width), with an ellipsis where something is left out. */
function cut(text: string, from: number, width: number): string {
  const head = from > 0 && text.trim() !== '' ? '…' : '';
  const total = displayWidth(text);
  if (total - from <= width) return head + sliceCells(text, from + head.length, total);
  return `${head}${sliceCells(text, from + head.length, from + width - 1)}…`;
}
