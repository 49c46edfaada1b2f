import { BAIL, type Cursor, lineEnd, nextLine, skipComment } from './cursor.ts';

/* Block scalars, `|` and `>`. Each reader leaves the cursor at the token behind the scalar. */

interface Header {
  readonly folds: boolean;
  /** Line breaks at the end: 0 one of them, `-` none, `+` all. */
  readonly chomp: number;
  /** Spaces that the header asks for, or 0. */
  readonly explicit: number;
}

/** Lines as they are put together; a line is held back until it is known what follows it. */
interface Lines {
  value: string;
  /** Blank lines since the last line with content. */
  blank: number;
  any: boolean;
  spaced: boolean;
}

/** Reads the scalar at the cursor, which belongs to a collection at column `indent` (-1 for none). */
export function blockScalar(c: Cursor, indent: number): string {
  const header = readHeader(c);
  const bodyStart = c.pos + 1;
  c.valueEnd = c.pos;
  if (c.pos >= c.end) return endAt(c, c.end, '');
  const lines: Lines = { value: '', blank: 0, any: false, spaced: false };
  const width = header.explicit > 0 ? explicitWidth(indent, header) : detectWidth(c, bodyStart, lines);
  if (width <= indent || lines.blank < 0) return emptyText(c, header, bodyStart);
  lines.blank = 0;
  return readLines(c, header, bodyStart, width, lines);
}

function readHeader(c: Cursor): Header {
  const { text, end } = c;
  const folds = text.charCodeAt(c.pos) === 62;
  let chomp = 0;
  let explicit = 0;
  let p = c.pos + 1;
  for (; p < end; p++) {
    const code = text.charCodeAt(p);
    if ((code === 43 || code === 45) && chomp === 0) chomp = code;
    else if (code >= 49 && code <= 57 && explicit === 0) explicit = code - 48;
    else break;
  }
  c.pos = headerEnd(c, p);
  return { folds, chomp, explicit };
}

/** The line break behind the indicators, which only a comment may precede. */
function headerEnd(c: Cursor, from: number): number {
  const { text, end } = c;
  let p = from;
  while (p < end && text.charCodeAt(p) === 32) p++;
  if (p < end && text.charCodeAt(p) === 35 && p > from) p = skipComment(c, p);
  if (p < end && text.charCodeAt(p) === 13) p++;
  if (p < end && text.charCodeAt(p) !== 10) throw BAIL;
  return p;
}

function explicitWidth(indent: number, header: Header): number {
  if (indent < 0) throw BAIL;
  return indent + header.explicit;
}

/** Column of the first line with content; -1 where there is none. Counts the blank lines before it. */
function detectWidth(c: Cursor, from: number, lines: Lines): number {
  const { text, end } = c;
  let widest = 0;
  for (let start = from; start < end;) {
    let p = start;
    while (p < end && text.charCodeAt(p) === 32) p++;
    if (p >= end) throw BAIL;
    const code = text.charCodeAt(p);
    if (code === 9) throw BAIL;
    const carriage = code === 13 && text.charCodeAt(p + 1) === 10;
    if (code !== 10 && !carriage) {
      if (widest > p - start) throw BAIL;
      return p - start;
    }
    widest = Math.max(widest, p - start);
    lines.blank++;
    start = carriage ? p + 2 : p + 1;
  }
  lines.blank = -1;
  return 0;
}

function emptyText(c: Cursor, header: Header, from: number): string {
  const { text, end } = c;
  let breaks = 0;
  let start = from;
  while (start < end) {
    let p = start;
    while (p < end && text.charCodeAt(p) === 32) p++;
    if (p < end && text.charCodeAt(p) === 13) p++;
    if (p >= end || text.charCodeAt(p) !== 10) break;
    breaks++;
    start = p + 1;
  }
  return endAt(c, start, header.chomp === 43 ? '\n'.repeat(breaks) : '');
}

function readLines(c: Cursor, header: Header, from: number, width: number, lines: Lines): string {
  const { text, end } = c;
  let start = from;
  let terminated = true;
  while (start < end) {
    const content = start + width;
    let p = start;
    while (p < content && p < end && text.charCodeAt(p) === 32) p++;
    const stop = lineEnd(c, p);
    const last = stop > p && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
    if (p < last) {
      if (p < content) {
        if (text.charCodeAt(p) === 9) throw BAIL;
        break;
      }
      if (c.blank) lines.value = '';
      else if (header.folds) fold(lines, text, p, last);
      else addLine(lines, text, p, last);
      lines.any = true;
      lines.blank = 0;
      c.valueEnd = last;
      terminated = stop < end;
    } else if (stop < end) lines.blank++;
    start = stop + 1;
  }
  return endAt(c, start, lines.value + tail(header, lines, terminated));
}

function addLine(lines: Lines, text: string, from: number, to: number): void {
  if (lines.blank > 0) lines.value += '\n'.repeat(lines.any ? lines.blank + 1 : lines.blank);
  else if (lines.any) lines.value += '\n';
  lines.value += text.slice(from, to);
}

/** Line breaks behind the last line. A last line that the text's end cuts off has none, as in libyaml. */
function tail(header: Header, lines: Lines, terminated: boolean): string {
  if (header.chomp === 45 || !lines.any) return header.chomp === 43 ? '\n'.repeat(lines.blank) : '';
  if (!terminated) return '';
  return header.chomp === 43 ? '\n'.repeat(lines.blank + 1) : '\n';
}

function fold(lines: Lines, text: string, from: number, to: number): void {
  const first = text.charCodeAt(from);
  const breaks = lines.blank;
  if (first === 32 || first === 9) {
    lines.spaced = true;
    lines.value += '\n'.repeat(lines.any ? breaks + 1 : breaks);
  } else if (lines.spaced) {
    lines.spaced = false;
    lines.value += '\n'.repeat(breaks + 1);
  } else if (breaks > 0) lines.value += '\n'.repeat(breaks);
  else if (lines.any) lines.value += ' ';
  lines.value += text.slice(from, to);
}

/** Leaves the cursor at the first token from the line start `start` on. */
function endAt(c: Cursor, start: number, value: string): string {
  nextLine(c, start);
  return value;
}
