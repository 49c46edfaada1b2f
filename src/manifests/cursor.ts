import type { Json } from '../model/json.ts';
import type { PositionNode } from './node.ts';

/* The state of one reading of one document, and the steps over space, comments and line breaks. Offsets are UTF-16. */

/** Thrown when a document is written in a way that only the full YAML library reads for certain. */
export const BAIL: unique symbol = Symbol('bail');

/** Thrown when a bound is crossed. */
export class LimitReached extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** A comment as written, `#` included. */
export interface CommentMark {
  readonly start: number;
  readonly end: number;
}

export interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
}

/** What an anchor names; `node` only while recording. */
export interface Anchored {
  readonly value: Json;
  readonly ready: boolean;
}

export interface Cursor {
  readonly text: string;
  /** Where the document ends. */
  readonly end: number;
  pos: number;
  /** Column of the token at `pos`, from 0; -1 at the end of the document. */
  column: number;
  /** Line breaks and comments between the last value and the token at `pos`. */
  breaks: number;
  commented: boolean;
  /** End of the last value that was read. */
  valueEnd: number;
  /** Whether the last quoted scalar went over a line break. */
  multiline: boolean;
  /** Whether the last key was quoted, and where it was. */
  quotedKey: boolean;
  keyStart: number;
  keyEnd: number;
  depth: number;
  readonly maxDepth: number;
  aliased: number;
  readonly maxAliased: number;
  /** Key whose values are read for their syntax alone and stand as an empty object. */
  readonly skimmed: string | undefined;
  /** Within such a value. */
  skimming: boolean;
  /** Whether there was such a value. */
  hasSkimmed: boolean;
  /** Values are not kept: within a skimmed one, or where positions are all that is wanted. */
  blank: boolean;
  anchors: Map<string, Anchored> | undefined;
  duplicates: DuplicateKey[] | undefined;
  /** While recording: the position of the last value. */
  readonly recording: boolean;
  node: PositionNode | undefined;
  comments: CommentMark[] | undefined;
}

export interface Bounds {
  readonly depth: number;
  readonly aliased: number;
  readonly skimmed?: string | undefined;
}

export function cursorAt(text: string, start: number, end: number, bounds: Bounds, recording: boolean): Cursor {
  return {
    text,
    end,
    pos: start,
    column: 0,
    breaks: 0,
    commented: false,
    valueEnd: start,
    multiline: false,
    quotedKey: false,
    keyStart: start,
    keyEnd: start,
    depth: 0,
    maxDepth: bounds.depth,
    aliased: 0,
    maxAliased: bounds.aliased,
    skimmed: recording ? undefined : bounds.skimmed,
    skimming: false,
    hasSkimmed: false,
    blank: recording,
    anchors: undefined,
    duplicates: undefined,
    recording,
    node: undefined,
    comments: recording ? [] : undefined,
  };
}

export function enter(c: Cursor): void {
  if (++c.depth > c.maxDepth) throw new LimitReached(`The document nests deeper than ${c.maxDepth} levels.`, c.pos);
}

/** Whether a code is a space, a tab, a line break or the end of the text. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || code !== code;
}

export function lineEnd(c: Cursor, from: number): number {
  const found = c.text.indexOf('\n', from);
  return found === -1 || found > c.end ? c.end : found;
}

/** From behind a value: the rest of the line must be blank or a comment; goes to the next token. */
export function finishLine(c: Cursor): void {
  const { text, end } = c;
  let p = c.pos;
  let code = 0;
  while (p < end && (code = text.charCodeAt(p)) === 32) p++;
  c.breaks = 0;
  c.commented = false;
  if (p >= end) {
    c.pos = end;
    c.column = -1;
    return;
  }
  if (code === 10) return nextToken(c, p);
  if (code === 35) {
    if (p === c.pos && !isBlank(text.charCodeAt(p - 1))) throw BAIL;
    return nextToken(c, skipComment(c, p));
  }
  if (code === 13 && text.charCodeAt(p + 1) === 10) return nextToken(c, p + 1);
  throw BAIL;
}

/** From a line break, or the end of the document, to the next token. */
function nextToken(c: Cursor, from: number): void {
  const { text, end } = c;
  let p = from;
  let breaks = 0;
  while (p < end) {
    breaks++;
    const start = ++p;
    let code = 0;
    while (p < end && (code = text.charCodeAt(p)) === 32) p++;
    if (p >= end) break;
    if (code > 35) {
      c.pos = p;
      c.column = p - start;
      c.breaks = breaks;
      return;
    }
    if (code === 10) continue;
    if (code === 35) p = skipComment(c, p);
    else if (code === 13 && text.charCodeAt(p + 1) === 10) p++;
    else if (code === 9) throw BAIL;
    else {
      c.pos = p;
      c.column = p - start;
      c.breaks = breaks;
      return;
    }
  }
  c.pos = end;
  c.column = -1;
  c.breaks = breaks;
}

/** To the first token of the document; answers whether it stands behind a `---` on the same line. */
export function firstToken(c: Cursor): boolean {
  const { text, pos, end } = c;
  let p = pos;
  while (p < end && text.charCodeAt(p) === 32) p++;
  const code = p < end ? text.charCodeAt(p) : 10;
  if (code === 10 || code === 35 || code === 13) {
    finishLine(c);
    return false;
  }
  if (code === 9) throw BAIL;
  c.pos = p;
  c.column = p - pos;
  const before = pos === 0 ? 10 : text.charCodeAt(pos - 1);
  return before !== 10 && before !== 0xfe_ff;
}

/** Goes over the comment at `p`; answers where its line ends. */
export function skipComment(c: Cursor, p: number): number {
  const end = lineEnd(c, p);
  c.commented = true;
  if (c.comments) c.comments.push({ start: p, end: c.text.charCodeAt(end - 1) === 13 ? end - 1 : end });
  return end;
}

/** From the start of a line to the next token. */
export function nextLine(c: Cursor, start: number): void {
  c.commented = false;
  if (start < c.end) return nextToken(c, start - 1);
  c.pos = c.end;
  c.column = -1;
}
