import type { Json, JsonObject } from '../model/json.ts';
import { countAliased, merge, mergeSources, put } from './anchors.ts';
import { BAIL, type Cursor } from './cursor.ts';
import { leafNode, type PositionNode } from './node.ts';

/* What block and flow collections share: storing entries and recording positions. */

/** The entries of a map under way; created only while recording. */
export interface MapRecord {
  readonly entries: Map<string, PositionNode>;
  merges: PositionNode[] | undefined;
  repeats: boolean;
}

export function newRecord(): MapRecord {
  return { entries: new Map(), merges: undefined, repeats: false };
}

/** Puts an entry into `object`, whose key stood at `keyStart`; notes it when the key was there before. */
export function store(c: Cursor, object: JsonObject, key: string, value: Json, keyStart: number): void {
  if (object[key] !== undefined && Object.hasOwn(object, key)) (c.duplicates ??= []).push({ key, offset: keyStart });
  if (key === '__proto__') put(object, key, value);
  else object[key] = value;
}

/** Lays the value of a merge key over `object`; answers the keys that came by merges. */
export function storeMerge(c: Cursor, object: JsonObject, value: Json, merged: Set<string> | undefined): Set<string> {
  const sources = mergeSources(value);
  if (!sources) throw BAIL;
  const keys = merged ?? new Set<string>();
  for (const source of sources) {
    countAliased(c, source, c.pos);
    merge(object, source, keys);
  }
  return keys;
}

/** Keeps the position of the entry that was just read. */
export function recordEntry(c: Cursor, record: MapRecord, key: string, place: KeyPlace): void {
  const node = c.node!;
  node.keyStart = place.keyStart;
  node.keyEnd = place.keyEnd;
  if (place.isMerge) (record.merges ??= []).push(node);
  else {
    record.repeats ||= record.entries.has(key);
    record.entries.set(key, node);
  }
}

interface KeyPlace {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly isMerge: boolean;
}

export function recordMap(c: Cursor, record: MapRecord, style: 'block' | 'flow', start: number): void {
  const node = leafNode('map', style, start, c.valueEnd);
  node.entries = record.entries;
  node.merges = record.merges;
  node.repeats = record.repeats;
  c.node = node;
}

export function recordList(c: Cursor, items: PositionNode[], style: 'block' | 'flow', start: number): void {
  const node = leafNode('list', style, start, c.valueEnd);
  node.items = items;
  c.node = node;
}

/** Notes the position of the scalar from `start` to the end of the last value. */
export function recordScalar(c: Cursor, style: PositionNode['style'], start: number): void {
  c.node = leafNode('scalar', style, start, c.valueEnd);
}

/** Notes an empty value at `offset`. */
export function recordEmpty(c: Cursor, offset: number): void {
  c.node = leafNode('scalar', 'empty', offset, offset);
}
