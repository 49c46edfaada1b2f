import type { Json } from '../model/json.ts';
import { blockNode, lineValue } from './block.ts';
import { BAIL, type Bounds, type Cursor, cursorAt, firstToken } from './cursor.ts';
import { flowCollection, skipSpace } from './flow.ts';

/** What the fast reader makes of one document. */
export interface Reading {
  /** undefined where the document has no content. */
  readonly value: Json | undefined;
  /** End of the document; before the given end where JSON values follow each other without separators. */
  readonly end: number;
  readonly cursor: Cursor;
}

/**
 * Reads the document `text[start, end)`; undefined where it takes the full library to read it for certain.
 * The text must not have carriage returns without line feeds.  * Throws LimitReached.
 */
export function readDocument(
  text: string,
  start: number,
  end: number,
  bounds: Bounds,
  recording: boolean,
): Reading | undefined {
  const cursor = cursorAt(text, start, end, bounds, recording);
  try {
    return readRoot(cursor);
  } catch (error) {
    if (error === BAIL) return undefined;
    throw error;
  }
}

function readRoot(c: Cursor): Reading {
  const behindMarker = firstToken(c);
  if (c.column < 0) return { value: undefined, end: c.end, cursor: c };
  const first = c.text.charCodeAt(c.pos);
  if (first === 123 || first === 91) return readFlowRoot(c);
  const value = behindMarker ? lineValue(c, -1) : blockNode(c, -1);
  if (c.column >= 0) throw BAIL;
  return { value, end: c.end, cursor: c };
}

function readFlowRoot(c: Cursor): Reading {
  const value = flowCollection(c);
  const end = c.pos;
  const next = skipSpace(c, true);
  if (next === 0) return { value, end: c.end, cursor: c };
  if (next !== 123 && next !== 91) throw BAIL;
  return { value, end, cursor: c };
}
