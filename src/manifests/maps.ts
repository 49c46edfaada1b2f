import type { Json, JsonObject } from '../model/json.ts';
import { countAliased, merge, mergeSources, put } from './anchors.ts';
import { BAIL, type Cursor } from './cursor.ts';
import { Entries, leafNode, type PositionNode } from './node.ts';

/* What block and flow collections share: storing entries and recording positions. */

/** Stands for every map that is not kept. */
export const NOTHING: JsonObject = Object.freeze({});

/** The entries of a map under way; created only while recording. */
export interface MapRecord {
  readonly entries: Entries;
  merges: PositionNode[] | undefined;
  repeats: boolean;
}

export function newRecord(): MapRecord {
  return { entries: new Entries(), merges: undefined, repeats: false };
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

/** The list with one more item. A list of one, as most are, is made as such: an empty one makes room for sixteen. */
export function appended<T>(list: T[] | undefined, item: T): T[] {
  if (!list) return [item];
  list.push(item);
  return list;
}

/** The node with the place of its key. */
export function keyed(node: PositionNode, keyStart: number, keyEnd: number): PositionNode {
  node.keyStart = keyStart;
  node.keyEnd = keyEnd;
  return node;
}

/** Keeps the position of the entry that was just read. */
export function recordEntry(record: MapRecord, key: string, node: PositionNode, isMerge: boolean): void {
  if (isMerge) (record.merges ??= []).push(node);
  else if (record.entries.set(key, node)) record.repeats = true;
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
