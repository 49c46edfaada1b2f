import type { Json, JsonObject } from '../model/json.ts';
import { alias, anchorName, closeAnchor, openAnchor, put } from './anchors.ts';
import { BAIL, type Cursor, enter, isBlank, skipComment } from './cursor.ts';
import { hashStep, plainKey, quotedKey } from './keys.ts';
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

/* Flow collections, JSON among them. Readers leave the cursor behind the value. */

const COMMA = 44;
const COLON = 58;
const LIST_END = 93;
const MAP_END = 125;

/** Characters that end a plain scalar in flow, or need a look at their neighbour. */
const STOPS = new Uint8Array(128);
for (const character of '\t\n\r,:#[]{}') STOPS[character.charCodeAt(0)] = 1;
/** Characters that no plain scalar of ours begins with. */
const INDICATORS = new Uint8Array(128);
for (const character of '\t\n\r,[]{}#&*!|>\'"%@`?:') INDICATORS[character.charCodeAt(0)] = 1;

/** Reads the list or map whose bracket is at the cursor. */
export function flowCollection(c: Cursor): Json {
  enter(c);
  const value = c.text.charCodeAt(c.pos) === 91 ? flowList(c) : flowMap(c);
  c.depth--;
  return value;
}

/** Goes over space, line breaks and comments; answers the character there, or 0 at the end where it may be. */
export function skipSpace(c: Cursor, mayEnd = false): number {
  const { text, end } = c;
  let p = c.pos;
  while (p < end) {
    const code = text.charCodeAt(p);
    if (code === 32 || code === 10 || code === 9 || (code === 13 && text.charCodeAt(p + 1) === 10)) p++;
    else if (code === 35) {
      if (!isBlank(text.charCodeAt(p - 1))) throw BAIL;
      p = skipComment(c, p);
    } else {
      c.pos = p;
      return code;
    }
  }
  if (!mayEnd) throw BAIL;
  c.pos = end;
  return 0;
}

function flowList(c: Cursor): Json[] {
  const start = c.pos++;
  let list: Json[] | undefined;
  let items: PositionNode[] | undefined;
  for (;;) {
    let code = skipSpace(c);
    if (code === LIST_END) break;
    const item = flowValue(c, code);
    if (c.recording) items = appended(items, c.node!);
    else list = appended(list, item);
    code = skipSpace(c);
    if (code === LIST_END) break;
    if (code !== COMMA) throw BAIL;
    c.pos++;
  }
  c.valueEnd = ++c.pos;
  if (c.recording) recordList(c, items ?? [], 'flow', start);
  return list ?? [];
}

function flowMap(c: Cursor): JsonObject {
  const start = c.pos++;
  const record = c.recording ? newRecord() : undefined;
  const object: JsonObject = record ? NOTHING : {};
  let merged: Set<string> | undefined;
  for (;;) {
    let code = skipSpace(c);
    if (code === MAP_END) break;
    const keyStart = c.pos;
    const key = code === 34 || code === 39 ? flowQuotedKey(c) : flowPlainKey(c, code);
    const isMerge = key === '<<' && !c.quotedKey;
    const keyEnd = c.keyEnd;
    const value = flowEntryValue(c);
    if (record) recordEntry(record, key, keyed(c.node!, keyStart, keyEnd), isMerge);
    else if (isMerge) merged = storeMerge(c, object, value, merged);
    else if (merged?.delete(key)) put(object, key, value);
    else store(c, object, key, value, keyStart);
    code = skipSpace(c);
    if (code === MAP_END) break;
    if (code !== COMMA) throw BAIL;
    c.pos++;
  }
  c.valueEnd = ++c.pos;
  if (record) recordMap(c, record, 'flow', start);
  return object;
}

/** Reads what follows the colon of a key; nothing at all is null. */
function flowEntryValue(c: Cursor): Json {
  const code = skipSpace(c);
  if (code !== COMMA && code !== MAP_END) return flowValue(c, code);
  if (c.recording) recordEmpty(c, c.pos);
  return null;
}

/** Reads a key in quotes and its colon, which may follow at once. */
function flowQuotedKey(c: Cursor): string {
  const { text, end } = c;
  c.quotedKey = true;
  const start = c.pos + 1;
  const quote = text.charCodeAt(c.pos);
  let hash = 0;
  let key: string | undefined;
  for (let p = start; p < end; p++) {
    const code = text.charCodeAt(p);
    if (code === quote && text.charCodeAt(p + 1) !== quote) {
      key = quotedKey(text, start, p, hash);
      c.pos = p + 1;
      break;
    }
    if (code === 92 || code === 10 || code === quote) break;
    hash = hashStep(hash, code);
  }
  if (key === undefined) {
    key = quoted(c);
    if (c.multiline) throw BAIL;
  }
  c.keyEnd = c.pos;
  while (text.charCodeAt(c.pos) === 32) c.pos++;
  if (text.charCodeAt(c.pos) !== COLON) throw BAIL;
  c.pos++;
  return key;
}

function flowPlainKey(c: Cursor, first: number): string {
  const { text, end } = c;
  c.quotedKey = false;
  const start = c.pos;
  if (first < 128 && INDICATORS[first] === 1) throw BAIL;
  if (first === 45 && isBlank(text.charCodeAt(start + 1))) throw BAIL;
  let hash = 0;
  let last = start;
  for (let p = start; p < end; p++) {
    const code = text.charCodeAt(p);
    if (code < 128 && STOPS[code] === 1) {
      if (code !== COLON || !isBlank(text.charCodeAt(p + 1))) throw BAIL;
      c.pos = p + 1;
      c.keyEnd = last;
      return plainKey(text, start, last, last === p ? hash : 0);
    }
    hash = hashStep(hash, code);
    if (code !== 32) last = p + 1;
  }
  throw BAIL;
}

/** Reads the value that begins with the character `first`. */
export function flowValue(c: Cursor, first: number): Json {
  if (first === 91 || first === 123) return flowCollection(c);
  if (first === 34 || first === 39) {
    const start = c.pos;
    const value = quoted(c);
    if (c.recording) recordScalar(c, 'quoted', start);
    return value;
  }
  if (first === 42) return alias(c);
  if (first === 38) return flowAnchored(c);
  return flowPlain(c, first);
}

function flowAnchored(c: Cursor): Json {
  const name = anchorName(c);
  if (!isBlank(c.text.charCodeAt(c.pos))) throw BAIL;
  openAnchor(c, name);
  const first = skipSpace(c);
  if (first === 38 || first === 42) throw BAIL;
  const value = flowValue(c, first);
  closeAnchor(c, name, value);
  return value;
}

function flowPlain(c: Cursor, first: number): Json {
  const { text, pos: start } = c;
  if (first < 128 && INDICATORS[first] === 1) throw BAIL;
  if (first === 45 && isBlank(text.charCodeAt(start + 1))) throw BAIL;
  let p = flowPlainStop(c);
  c.pos = p;
  while (p > start && text.charCodeAt(p - 1) === 32) p--;
  c.valueEnd = p;
  if (!c.recording) return resolvePlain(text, start, p);
  recordScalar(c, 'plain', start);
  return null;
}

/** Where the plain scalar at the cursor stops: at a bracket, a comma, a comment or the end of the line. */
function flowPlainStop(c: Cursor): number {
  const { text, end } = c;
  for (let p = c.pos; p < end; p++) {
    const code = text.charCodeAt(p);
    if (code >= 128 || STOPS[code] === 0) continue;
    if (code === COLON) {
      if (isBlank(text.charCodeAt(p + 1))) throw BAIL;
    } else if (code === 9) throw BAIL;
    else if (code !== 35 || text.charCodeAt(p - 1) === 32) return p;
  }
  throw BAIL;
}
