import { Lexer } from 'yaml';
import type { Path } from '../model/json.ts';
import { at } from '../std/value.ts';
import type { CommentMark } from './cursor.ts';
import { readWithLibrary } from './fallback.ts';
import type { PositionNode } from './node.ts';
import { readDocument } from './read.ts';
import type { ManifestDocument } from './types.ts';

export type { PositionNode } from './node.ts';

/** A range of a file. Lines and columns from 1; `end`, `endLine` and `endColumn` are exclusive. */
export interface Located {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Whether the path exists; otherwise this is the key of its deepest ancestor that does. */
  readonly exact: boolean;
}

export interface Comment {
  readonly line: number;
  readonly column: number;
  /** As written, from `#` to the end of the line. */
  readonly text: string;
  /** Whether nothing but space stands before it on its line. */
  readonly ownLine: boolean;
}

/** What is known of one document's text once positions were asked for. */
interface Survey {
  readonly text: string;
  readonly root: PositionNode | undefined;
  readonly marks: readonly CommentMark[] | undefined;
  /** Offsets of line starts, the first one the line of the document's start. */
  readonly lineStarts: readonly number[];
}

/** The last few documents asked for: positions are asked for document by document, and trees are large. */
const surveys = new Map<ManifestDocument, Survey>();
const MOST_SURVEYS = 16;
const UNBOUNDED = { depth: Number.POSITIVE_INFINITY, aliased: Number.POSITIVE_INFINITY };

/** Where every value of the document stands. `text` is the whole text that the document was parsed from. */
export function positionTree(text: string, document: ManifestDocument): PositionNode | undefined {
  return survey(text, document).root;
}

/**
 * Where `path` is written: its key, or for list items their first token, or its value. What comes by an alias or a
 * merge is found where that is used.
 */
export function locate(text: string, document: ManifestDocument, path: Path, prefer: 'key' | 'value'): Located {
  const begins = path.length === 0 && prefer === 'key' && document.fast ? firstKey(text, document) : undefined;
  if (begins) return begins;
  const seen = survey(text, document);
  const { node, step, literal } = walk(seen.root, path);
  const exact = literal || at(document.value, ...path) !== undefined;
  const { start, end } = node
    ? rangeOf(node, step, exact && prefer === 'value')
    : { start: document.start, end: document.start };
  const { lineStarts: starts } = seen;
  const first = lineOf(starts, start);
  // Nearly every range ends on the line that it begins on.
  const last = end < (starts[first + 1] ?? Number.POSITIVE_INFINITY) ? first : lineOf(starts, end);
  return {
    start,
    end,
    line: document.line + first,
    column: start - starts[first]! + 1,
    endLine: document.line + last,
    endColumn: end - starts[last]! + 1,
    exact,
  };
}

const BEFORE_KEY = /(?:[ \t\r]*(?:#[^\n]*)?\n)*/y;
const PLAIN_KEY = /[A-Za-z][\w-]*(?=:[ \r\n])/y;

/** Where a document begins, found without reading it; undefined where it begins with anything but a plain key. */
function firstKey(text: string, { start, end, line }: ManifestDocument): Located | undefined {
  BEFORE_KEY.lastIndex = start;
  PLAIN_KEY.lastIndex = start + (BEFORE_KEY.exec(text)?.[0].length ?? 0);
  const key = PLAIN_KEY.exec(text);
  if (!key || PLAIN_KEY.lastIndex > end) return undefined;
  const from = key.index;
  let row = line;
  for (let p = text.indexOf('\n', start); p !== -1 && p < from; p = text.indexOf('\n', p + 1)) row++;
  const column = from - text.lastIndexOf('\n', from - 1);
  const { length } = key[0];
  return { start: from, end: from + length, line: row, column, endLine: row, endColumn: column + length, exact: true };
}

/** The comments of the document in order; none where `marker` is given and does not occur in its text. */
export function comments(text: string, document: ManifestDocument, marker = '#'): Comment[] {
  const found = text.indexOf(marker, document.start);
  if (found === -1 || found >= document.end) return [];
  const seen = survey(text, document);
  const marks = seen.marks ?? lexComments(text, document);
  return marks.map((mark) => describe(seen, document, mark));
}

function survey(text: string, document: ManifestDocument): Survey {
  const known = surveys.get(document);
  if (known && known.text === text) return known;
  const fresh = { text, ...readTree(text, document), lineStarts: lineStarts(text, document) };
  surveys.delete(document);
  surveys.set(document, fresh);
  if (surveys.size > MOST_SURVEYS) surveys.delete(surveys.keys().next().value!);
  return fresh;
}

function readTree(text: string, { start, end, fast }: ManifestDocument): Pick<Survey, 'root' | 'marks'> {
  if (fast) {
    const cursor = readDocument(text, start, end, UNBOUNDED, true)?.cursor;
    return { root: cursor?.node, marks: cursor?.comments };
  }
  return { root: readWithLibrary(text, start, end, UNBOUNDED).node, marks: undefined };
}

function lineStarts(text: string, { start, end }: ManifestDocument): number[] {
  const starts = [start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1];
  for (let p = text.indexOf('\n', start); p !== -1 && p < end; p = text.indexOf('\n', p + 1)) starts.push(p + 1);
  return starts;
}

/** Position in `starts` of the line that an offset stands in. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Step {
  readonly node: PositionNode | undefined;
  /** The last step that was taken; undefined at the root. */
  readonly step: string | number | undefined;
  /** Whether every step of the path is written out. */
  readonly literal: boolean;
}

/** Goes along `path` as far as it is written, stopping at aliases and merges. */
export function walk(root: PositionNode | undefined, path: Path): Step {
  let node = root;
  let taken: string | number | undefined;
  for (const step of path) {
    const child = node && childOf(node, step);
    if (!child) {
      const source = node?.merges?.at(-1);
      return source ? { node: source, step: '<<', literal: false } : { node, step: taken, literal: false };
    }
    node = child;
    taken = step;
  }
  return { node, step: taken, literal: node !== undefined };
}

export function childOf(node: PositionNode, step: string | number): PositionNode | undefined {
  return typeof step === 'number' ? node.items?.[step] : node.entries?.get(step);
}

function rangeOf(
  node: PositionNode,
  step: string | number | undefined,
  wantsValue: boolean,
): { start: number; end: number } {
  if (wantsValue && node.end > node.start) return { start: node.start, end: node.end };
  if (typeof step === 'string') return { start: node.keyStart, end: node.keyEnd };
  return firstTokenOf(node);
}

function firstTokenOf(node: PositionNode): { start: number; end: number } {
  if (node.kind === 'scalar' || node.kind === 'alias')
    return node.end > node.start ? { start: node.start, end: node.end } : { start: node.keyStart, end: node.keyEnd };
  if (node.style === 'flow') return { start: node.start, end: node.start + 1 };
  const children = node.items ?? [...(node.merges ?? []), ...(node.entries?.nodes ?? [])];
  let first: PositionNode | undefined;
  for (const child of children) if (!first || child.keyStart < first.keyStart) first = child;
  return first ? { start: first.keyStart, end: first.keyEnd } : { start: node.start, end: node.end };
}

/** The comments of a document that only the library reads, from its lexer. */
function lexComments(text: string, { start, end }: ManifestDocument): CommentMark[] {
  const marks: CommentMark[] = [];
  let offset = start;
  let behindScalarMark = false;
  for (const token of new Lexer().lex(text.slice(start, end))) {
    const isControl = token === '\u0002' || token === '\u0018' || token === '\u001f';
    if (!isControl && !behindScalarMark && token.startsWith('#'))
      marks.push({ start: offset, end: offset + token.length });
    behindScalarMark = token === '\u001f';
    if (!isControl) offset += token.length;
  }
  return marks;
}

function describe(seen: Survey, document: ManifestDocument, mark: CommentMark): Comment {
  const row = lineOf(seen.lineStarts, mark.start);
  const line = document.line + row;
  const column = mark.start - seen.lineStarts[row]! + 1;
  const before = seen.text.slice(mark.start - column + 1, mark.start);
  const ownLine = before.trim() === '';
  return { line, column, text: seen.text.slice(mark.start, mark.end).trimEnd(), ownLine };
}
