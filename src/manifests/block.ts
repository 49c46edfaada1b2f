import type { Json, JsonObject } from '../model/json.ts';
import { alias, anchorName, closeAnchor, openAnchor, put } from './anchors.ts';
import { BAIL, type Cursor, enter, finishLine, isBlank } from './cursor.ts';
import { flowCollection } from './flow.ts';
import { hashStep, plainKey } from './keys.ts';
import {
  appended,
  keyed,
  newRecord,
  NOTHING,
  recordEmpty,
  recordEntry,
  recordList,
  recordMap,
  recordScalar,
  store,
  storeMerge,
} from './maps.ts';
import type { PositionNode } from './node.ts';
import { resolvePlain } from './scalars.ts';
import { quoted } from './strings.ts';
import { blockScalar } from './texts.ts';

/* Block collections. Every reader begins at a token and leaves the cursor at the token behind the value. */

const COLON = 58;
const DASH = 45;

/** Characters that a plain scalar cannot begin with; `-`, `?` and `:` only before a blank. */
const INDICATORS = new Uint8Array(128);
for (const character of '\t\n\r,[]{}#&*!|>\'"%@`') INDICATORS[character.charCodeAt(0)] = 1;
for (const character of '-?:') INDICATORS[character.charCodeAt(0)] = 2;

/** Reads the value at the cursor, which belongs to a collection at column `indent` (-1 for none). */
export function blockNode(c: Cursor, indent: number): Json {
  const first = c.text.charCodeAt(c.pos);
  if (first === DASH && isBlank(c.text.charCodeAt(c.pos + 1))) return blockList(c, c.column);
  if (first === 34 || first === 39) return quotedNode(c);
  const key = first < 128 && INDICATORS[first] === 1 ? undefined : plainKeyAt(c);
  return key === undefined ? lineValue(c, indent) : blockMap(c, c.column, key);
}

/** A value that begins with a quote: a map if a colon follows the quoted text, else that text. */
function quotedNode(c: Cursor): Json {
  const start = c.pos;
  const value = quoted(c);
  let p = c.pos;
  while (p < c.end && c.text.charCodeAt(p) === 32) p++;
  if (p < c.end && c.text.charCodeAt(p) === COLON) {
    if (c.multiline || !isBlank(c.text.charCodeAt(p + 1))) throw BAIL;
    c.quotedKey = true;
    c.keyStart = start;
    c.keyEnd = c.pos;
    c.pos = p + 1;
    return blockMap(c, c.column, value);
  }
  if (c.recording) recordScalar(c, 'quoted', start);
  finishLine(c);
  return value;
}

/** Reads a map at column `indent` whose first key was just read. */
function blockMap(c: Cursor, indent: number, firstKey: string): JsonObject {
  enter(c);
  const start = c.keyStart;
  const object: JsonObject = c.blank ? NOTHING : {};
  const record = c.recording ? newRecord() : undefined;
  let merged: Set<string> | undefined;
  let key = firstKey;
  for (;;) {
    const { keyStart, keyEnd } = c;
    const isMerge = key === '<<' && !c.quotedKey;
    const value = key === c.skimmed && !c.skimming ? skimmedValue(c, indent) : entryValue(c, indent);
    if (record) recordEntry(record, key, keyed(c.node!, keyStart, keyEnd), isMerge);
    else if (c.skimming) {
      if (isMerge) throw BAIL;
    } else if (isMerge) merged = storeMerge(c, object, value, merged);
    else if (merged?.delete(key)) put(object, key, value);
    else store(c, object, key, value, keyStart);
    if (c.column !== indent) {
      if (c.column > indent) throw BAIL;
      break;
    }
    key = blockKey(c);
  }
  c.depth--;
  if (record) recordMap(c, record, 'block', start);
  return object;
}

/** Reads the value of a skimmed key: a map below it is checked for its syntax and answered as an empty one. */
function skimmedValue(c: Cursor, indent: number): Json {
  c.skimming = c.blank = true;
  const value = entryValue(c, indent);
  c.skimming = c.blank = false;
  c.hasSkimmed = true;
  return value === NOTHING ? {} : value;
}

/** Reads the key at the cursor and its colon. */
function blockKey(c: Cursor): string {
  const first = c.text.charCodeAt(c.pos);
  if (first === 34 || first === 39) {
    c.keyStart = c.pos;
    const key = quoted(c);
    c.keyEnd = c.pos;
    c.quotedKey = true;
    if (c.multiline) throw BAIL;
    while (c.text.charCodeAt(c.pos) === 32) c.pos++;
    if (c.text.charCodeAt(c.pos) !== COLON || !isBlank(c.text.charCodeAt(c.pos + 1))) throw BAIL;
    c.pos++;
    return key;
  }
  const key = plainKeyAt(c);
  if (key === undefined) throw BAIL;
  return key;
}

/** The plain key at the cursor, gone over with its colon; undefined, and nothing gone over, where there is none. */
function plainKeyAt(c: Cursor): string | undefined {
  const { text, end } = c;
  const start = c.pos;
  const first = text.charCodeAt(start);
  if (first < 128 && INDICATORS[first] !== 0 && (INDICATORS[first] === 1 || isBlank(text.charCodeAt(start + 1))))
    throw BAIL;
  let hash = 0;
  for (let p = start; p < end; p++) {
    const code = text.charCodeAt(p);
    if (code === COLON) {
      if (p + 1 < end && !isBlank(text.charCodeAt(p + 1))) {
        hash = hashStep(hash, code);
        continue;
      }
      c.keyStart = start;
      c.quotedKey = false;
      c.pos = p + 1;
      if (text.charCodeAt(p - 1) !== 32) c.keyEnd = p;
      else {
        let last = p;
        while (text.charCodeAt(last - 1) === 32) last--;
        c.keyEnd = last;
        hash = 0;
      }
      return plainKey(text, start, c.keyEnd, hash);
    }
    if (code < 36) {
      if (code === 10) return undefined;
      if (code === 35 && text.charCodeAt(p - 1) === 32) return undefined;
      if (code === 9) throw BAIL;
    }
    hash = hashStep(hash, code);
  }
  return undefined;
}

/** Reads what follows the colon of a key at column `indent`. */
function entryValue(c: Cursor, indent: number): Json {
  const { text, end } = c;
  const colon = c.pos;
  let p = colon;
  while (p < end && text.charCodeAt(p) === 32) p++;
  const first = p < end ? text.charCodeAt(p) : 10;
  if (first === 10 || first === 35 || first === 13) {
    c.valueEnd = colon;
    finishLine(c);
    return nextLineValue(c, indent, colon, true);
  }
  c.pos = p;
  return first === 38 ? anchored(c, indent, true) : lineValue(c, indent);
}

/** The value that begins on a line below `offset`, or null. Only behind a key may a list stand at the same column. */
function nextLineValue(c: Cursor, indent: number, offset: number, behindKey: boolean): Json {
  if (c.column > indent) return blockNode(c, indent);
  if (behindKey && c.column === indent && isDash(c)) return blockList(c, indent);
  if (c.recording) recordEmpty(c, offset);
  return null;
}

function isDash(c: Cursor): boolean {
  return c.text.charCodeAt(c.pos) === DASH && isBlank(c.text.charCodeAt(c.pos + 1));
}

/** Reads a value that is no block collection and begins within a line. */
export function lineValue(c: Cursor, indent: number): Json {
  const { text, pos: start } = c;
  const first = text.charCodeAt(start);
  const hint = first < 128 ? INDICATORS[first] : 0;
  if (hint === 0 || (hint === 2 && !isBlank(text.charCodeAt(start + 1)))) return plain(c, indent);
  let value: Json;
  if (first === 34 || first === 39) {
    value = quoted(c);
    if (c.recording) recordScalar(c, 'quoted', start);
  } else if (first === 123 || first === 91) value = flowCollection(c);
  else if (first === 124 || first === 62) {
    const scalar = blockScalar(c, indent);
    if (c.recording) recordScalar(c, 'text', start);
    return scalar;
  } else if (first === 42) value = alias(c);
  else if (first === 38) return anchored(c, indent, false);
  else throw BAIL;
  finishLine(c);
  return value;
}

/** Reads the anchor at the cursor and its value, on this line or below. */
function anchored(c: Cursor, indent: number, behindKey: boolean): Json {
  const name = anchorName(c);
  openAnchor(c, name);
  let p = c.pos;
  while (p < c.end && c.text.charCodeAt(p) === 32) p++;
  const first = p < c.end ? c.text.charCodeAt(p) : 10;
  let value: Json;
  if (first === 10 || first === 13 || (first === 35 && p > c.pos)) {
    const nameEnd = (c.valueEnd = c.pos);
    finishLine(c);
    if (c.text.charCodeAt(c.pos) === 38) throw BAIL;
    value = nextLineValue(c, indent, nameEnd, behindKey);
  } else {
    if (p === c.pos || first === 38 || first === 42) throw BAIL;
    c.pos = p;
    value = lineValue(c, indent);
  }
  closeAnchor(c, name, value);
  return value;
}

/** Reads a plain scalar, over several lines if the next ones are deeper than `indent`. */
function plain(c: Cursor, indent: number): Json {
  const start = c.pos;
  const end = plainEnd(c);
  finishLine(c);
  if (c.column <= indent) {
    c.valueEnd = end;
    if (c.recording) recordScalar(c, 'plain', start);
    return c.blank ? null : resolvePlain(c.text, start, end);
  }
  return longPlain(c, indent, start, end);
}

function longPlain(c: Cursor, indent: number, start: number, firstEnd: number): string {
  const { text } = c;
  let value = text.slice(start, firstEnd);
  while (c.column > indent) {
    if (c.commented) throw BAIL;
    const from = c.pos;
    const breaks = c.breaks;
    const end = plainEnd(c);
    c.valueEnd = end;
    if (c.blank) value = '';
    else if (breaks === 1) {
      value += ' ';
      value += text.slice(from, end);
    } else value += '\n'.repeat(breaks - 1) + text.slice(from, end);
    finishLine(c);
  }
  if (c.recording) recordScalar(c, 'plain', start);
  return value;
}

/** Goes over the plain text of one line; answers where it ends, the cursor stays at the break or comment behind it. */
function plainEnd(c: Cursor): number {
  const { text, end } = c;
  let p = c.pos;
  for (; p < end; p++) {
    const code = text.charCodeAt(p);
    if (code > COLON) continue;
    if (code === COLON) {
      if (isBlank(text.charCodeAt(p + 1))) throw BAIL;
    } else if (code < 36) {
      if (code === 10) break;
      if (code === 35) {
        if (text.charCodeAt(p - 1) === 32) break;
      } else if (code === 9) throw BAIL;
    }
  }
  if (text.charCodeAt(p - 1) === 13) p--;
  c.pos = p;
  while (text.charCodeAt(p - 1) === 32) p--;
  return p;
}

/** Reads the list whose dashes stand at column `indent`. */
function blockList(c: Cursor, indent: number): Json[] {
  enter(c);
  const start = c.pos;
  let list: Json[] | undefined;
  let items: PositionNode[] | undefined;
  do {
    const dash = c.pos;
    const item = itemValue(c, indent);
    if (!c.blank) list = appended(list, item);
    else if (c.recording) items = appended(items, keyed(c.node!, dash, dash + 1));
    if (c.column > indent) throw BAIL;
  } while (c.column === indent && isDash(c));
  c.depth--;
  if (items) recordList(c, items, 'block', start);
  return list ?? [];
}

function itemValue(c: Cursor, indent: number): Json {
  const { text, end } = c;
  const dash = c.pos;
  let p = dash + 1;
  while (p < end && text.charCodeAt(p) === 32) p++;
  const first = p < end ? text.charCodeAt(p) : 10;
  if (first === 10 || first === 35 || first === 13) {
    c.pos = c.valueEnd = dash + 1;
    finishLine(c);
    if (c.column > indent) return blockNode(c, indent);
    if (c.recording) recordEmpty(c, dash + 1);
    return null;
  }
  if (first === 9) throw BAIL;
  c.column += p - dash;
  c.pos = p;
  return blockNode(c, indent);
}
