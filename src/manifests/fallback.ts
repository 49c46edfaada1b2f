import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Json, JsonObject } from '../model/json.ts';
import { countAliased, merge, mergeSources, put } from './anchors.ts';
import { type Anchored, type Bounds, type DuplicateKey, LimitReached } from './cursor.ts';
import { checkNesting } from './nesting.ts';
import { Entries, leafNode, type PositionNode } from './node.ts';
import { keyName, resolveText } from './scalars.ts';
import type { ProblemCode } from './types.ts';

/* The documents that the fast reader leaves alone, read by the `yaml` library with the same meaning of scalars. */

/** Why a document cannot be read. Offsets count from the start of the file. */
export class Unreadable extends Error {
  readonly code: ProblemCode;
  readonly offset: number;
  constructor(code: ProblemCode, message: string, offset: number) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}

export interface FallbackReading {
  /** undefined where the document has no content. */
  readonly value: Json | undefined;
  readonly duplicates: readonly DuplicateKey[];
  readonly node: PositionNode | undefined;
}

interface Walk {
  readonly base: number;
  readonly duplicates: DuplicateKey[];
  readonly anchors: Map<string, Anchored>;
  readonly maxDepth: number;
  readonly maxAliased: number;
  depth: number;
  aliased: number;
}

interface Converted {
  readonly value: Json;
  readonly node: PositionNode;
}

/** `yaml` options under which every scalar stays text, to be resolved here. */
export const LIBRARY_OPTIONS = {
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  strict: false,
  logLevel: 'silent',
} as const;

/** Reads the document `text[start, end)`. Throws Unreadable and LimitReached. */
export function readWithLibrary(text: string, start: number, end: number, bounds: Bounds): FallbackReading {
  checkNesting(text, start, end, bounds.depth);
  const document = parseDocument(text.slice(start, end), LIBRARY_OPTIONS);
  const error = document.errors[0];
  if (error)
    throw new Unreadable(
      codeOf(error.code),
      sentence(error.message),
      start + contentOffset(text.slice(start, end), error.pos[0]),
    );
  const walk: Walk = {
    base: start,
    duplicates: [],
    anchors: new Map(),
    maxDepth: bounds.depth,
    maxAliased: bounds.aliased,
    depth: 0,
    aliased: 0,
  };
  const root = document.contents;
  if (root === null || (isScalar(root) && root.source === '' && isBare(root)))
    return { value: undefined, duplicates: [], node: undefined };
  const { value, node } = convert(root, walk);
  return { value, duplicates: walk.duplicates, node };
}

/** An offset within the content: what is missing at the end is missing behind the last character. */
function contentOffset(source: string, offset: number): number {
  return Math.min(offset, source.trimEnd().length);
}

function codeOf(code: string): ProblemCode {
  if (code === 'TAB_AS_INDENT') return 'tab';
  if (code === 'BAD_ALIAS') return 'alias';
  if (code === 'TAG_RESOLVE_FAILED') return 'tag';
  return 'syntax';
}

function sentence(message: string): string {
  const line = message.split('\n', 1)[0]!.trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** Whether a scalar is plain, without anchor or tag. */
function isBare(scalar: Scalar): boolean {
  return scalar.type === 'PLAIN' && scalar.tag === undefined && scalar.anchor === undefined;
}

function convert(node: Node, walk: Walk): Converted {
  if (isAlias(node)) return convertAlias(node.source, startOf(node, walk), endOf(node, walk), walk);
  const anchor = node.anchor;
  if (anchor) walk.anchors.set(anchor, { value: null, ready: false });
  const result = isScalar(node) ? convertScalar(node, walk) : convertCollection(node, walk);
  if (anchor && walk.anchors.get(anchor)?.ready === false)
    walk.anchors.set(anchor, { value: result.value, ready: true });
  result.node.decorated = Boolean(anchor ?? node.tag);
  return result;
}

function convertAlias(name: string, start: number, end: number, walk: Walk): Converted {
  const anchored = walk.anchors.get(name);
  if (!anchored) throw new Unreadable('alias', `The alias *${name} has no anchor before it.`, start);
  if (!anchored.ready) throw new Unreadable('alias', `The value of the anchor &${name} contains itself.`, start);
  countAliased(walk, anchored.value, start);
  return { value: anchored.value, node: leafNode('alias', 'plain', start, end) };
}

function convertScalar(scalar: Scalar, walk: Walk): Converted {
  const start = startOf(scalar, walk);
  const source = scalar.source ?? '';
  const style = styleOf(scalar, source);
  const node = leafNode('scalar', style, start, style === 'empty' ? start : endOf(scalar, walk));
  if (scalar.tag) return { value: taggedValue(scalar.tag, source, start), node };
  return { value: scalar.type === 'PLAIN' ? resolveText(source) : source, node };
}

function styleOf(scalar: Scalar, source: string): PositionNode['style'] {
  if (scalar.type === 'PLAIN') return source === '' ? 'empty' : 'plain';
  return scalar.type === 'BLOCK_FOLDED' || scalar.type === 'BLOCK_LITERAL' ? 'text' : 'quoted';
}

const TAG_PREFIX = 'tag:yaml.org,2002:';
const TAG_TYPES: Readonly<Record<string, string>> = { int: 'number', float: 'number', bool: 'boolean', null: 'object' };

/** The value of a scalar with a tag: core tags are held to their type, foreign ones give text. */
function taggedValue(tag: string, source: string, offset: number): Json {
  const name = tag.startsWith(TAG_PREFIX) ? tag.slice(TAG_PREFIX.length) : '';
  if (name === 'binary') return decodeBinary(source, offset);
  const type = TAG_TYPES[name];
  if (type === undefined) return source;
  const value = resolveText(source);
  if (typeof value !== type) throw new Unreadable('tag', `This value is not what its tag !!${name} says.`, offset);
  return value;
}

function decodeBinary(source: string, offset: number): string {
  const base64 = source.replaceAll(/\s/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(base64))
    throw new Unreadable('tag', 'This value is not the base64 that its tag !!binary says.', offset);
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
}

function convertCollection(node: YAMLMap | YAMLSeq, walk: Walk): Converted {
  if (++walk.depth > walk.maxDepth)
    throw new LimitReached(`The document nests deeper than ${walk.maxDepth} levels.`, startOf(node, walk));
  const result = isSeq(node) ? convertList(node, walk) : convertMap(node, walk);
  walk.depth--;
  return result;
}

function convertList(seq: YAMLSeq, walk: Walk): Converted {
  const list: Json[] = [];
  const items: PositionNode[] = [];
  for (const item of seq.items) {
    const { value, node } = convertItem(item, endOf(seq, walk), walk);
    list.push(value);
    items.push(node);
  }
  return { value: list, node: { ...collectionNode('list', seq, walk), items } };
}

function convertMap(map: YAMLMap, walk: Walk): Converted {
  const object: JsonObject = {};
  const entries = new Entries();
  const merges: PositionNode[] = [];
  const merged = new Set<string>();
  let repeats = false;
  for (const pair of map.items) {
    const key = convertKey(pair, walk);
    const { value, node } = convertItem(pair.value, key.end, walk);
    node.keyStart = key.start;
    node.keyEnd = key.end;
    if (key.isMerge) {
      mergeInto(object, value, merged, key.start, walk);
      merges.push(node);
      continue;
    }
    if (Object.hasOwn(object, key.name) && !merged.has(key.name))
      walk.duplicates.push({ key: key.name, offset: key.start });
    put(object, key.name, value);
    repeats = entries.set(key.name, node) || repeats;
  }
  return { value: object, node: { ...collectionNode('map', map, walk), entries, merges, repeats } };
}

function convertItem(item: unknown, offset: number, walk: Walk): Converted {
  if (isScalar(item) || isAlias(item) || isMap(item) || isSeq(item)) return convert(item, walk);
  return { value: null, node: leafNode('scalar', 'empty', offset, offset) };
}

interface Key {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly isMerge: boolean;
}

function convertKey(pair: Pair, walk: Walk): Key {
  const { key } = pair;
  if (!isScalar(key) && !isAlias(key)) {
    const offset = isMap(key) || isSeq(key) ? startOf(key, walk) : walk.base;
    if (key !== null) throw new Unreadable('syntax', 'A map key must be a scalar.', offset);
    return { name: 'null', start: offset, end: offset, isMerge: false };
  }
  const place = { start: startOf(key, walk), end: endOf(key, walk) };
  const { value } = convert(key, walk);
  if (typeof value === 'object' && value !== null)
    throw new Unreadable('syntax', 'A map key must be a scalar.', place.start);
  const isPlain = isScalar(key) && key.type === 'PLAIN' && key.tag === undefined;
  const name = isPlain ? keyName(key.source ?? '') : String(value);
  return { ...place, name, isMerge: isPlain && name === '<<' };
}

function mergeInto(object: JsonObject, value: Json, merged: Set<string>, offset: number, walk: Walk): void {
  const sources = mergeSources(value);
  if (!sources) throw new Unreadable('alias', 'A merge key needs a map or a list of maps.', offset);
  for (const source of sources) {
    countAliased(walk, source, offset);
    merge(object, source, merged);
  }
}

function startOf(node: Node, walk: Walk): number {
  return walk.base + (node.range?.[0] ?? 0);
}

function endOf(node: Node, walk: Walk): number {
  return walk.base + (node.range?.[1] ?? 0);
}

function collectionNode(kind: 'map' | 'list', node: YAMLMap | YAMLSeq, walk: Walk): PositionNode {
  return leafNode(kind, node.flow ? 'flow' : 'block', startOf(node, walk), endOf(node, walk));
}
