import type { Json, JsonObject } from '../model/json.ts';
import { BAIL, type Cursor, LimitReached } from './cursor.ts';
import { leafNode } from './node.ts';

/* Anchors, aliases and merges. An alias gives the very value that its anchor has; what it repeats is counted. */

interface Measure {
  readonly size: number;
  readonly height: number;
}

const SCALAR: Measure = { size: 1, height: 0 };
const measures = new WeakMap<object, Measure>();

/** Values in a finished value, itself included, counted as often as they are reached, and its nesting. */
export function measure(value: Json): Measure {
  if (typeof value !== 'object' || value === null) return SCALAR;
  const known = measures.get(value);
  if (known) return known;
  let size = 1;
  let height = 0;
  for (const child of Object.values(value)) {
    const inner = measure(child as Json);
    size += inner.size;
    height = Math.max(height, inner.height);
  }
  const result = { size, height: height + 1 };
  measures.set(value, result);
  return result;
}

/** Reads the name behind `&` or `*` and leaves the cursor behind it. */
export function anchorName(c: Cursor): string {
  const start = c.pos + 1;
  let p = start;
  while (p < c.end && isNameCharacter(c.text.charCodeAt(p))) p++;
  if (p === start) throw BAIL;
  c.pos = p;
  return c.text.slice(start, p);
}

function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

/** Declares that the value of `name` is being read, so that it cannot hold itself. */
export function openAnchor(c: Cursor, name: string): void {
  if (c.skimming) throw BAIL;
  c.anchors ??= new Map();
  c.anchors.set(name, { value: null, ready: false });
}

export function closeAnchor(c: Cursor, name: string, value: Json): void {
  if (c.anchors?.get(name)?.ready === false) c.anchors.set(name, { value, ready: true });
  if (c.node) c.node.decorated = true;
}

/** Reads the alias at the cursor. */
export function alias(c: Cursor): Json {
  const start = c.pos;
  if (c.skimming) throw BAIL;
  const anchored = c.anchors?.get(anchorName(c));
  if (!anchored?.ready) throw BAIL;
  c.valueEnd = c.pos;
  countAliased(c, anchored.value, start);
  if (c.recording) c.node = leafNode('alias', 'plain', start, c.pos);
  return anchored.value;
}

type Budget = Pick<Cursor, 'aliased' | 'maxAliased' | 'depth' | 'maxDepth'>;

/** Counts what an alias to `value` at `offset` repeats. */
export function countAliased(budget: Budget, value: Json, offset: number): void {
  const { size, height } = measure(value);
  budget.aliased += size;
  if (budget.aliased > budget.maxAliased)
    throw new LimitReached(`The aliases of the document repeat more than ${budget.maxAliased} values.`, offset);
  if (budget.depth + height > budget.maxDepth)
    throw new LimitReached(`The document nests deeper than ${budget.maxDepth} levels.`, offset);
}

/** What a merge key gives its map, in the order in which it is laid over it; undefined where it cannot be merged. */
export function mergeSources(value: Json): JsonObject[] | undefined {
  const list = Array.isArray(value) ? value.toReversed() : [value];
  if (!list.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))) return undefined;
  return list as JsonObject[];
}

/** Lays `source` over `target`, as go-yaml does: a merge replaces the keys that stand before it. */
export function merge(target: JsonObject, source: JsonObject, merged: Set<string>): void {
  for (const key of Object.keys(source)) {
    merged.add(key);
    put(target, key, source[key] as Json);
  }
}

/** Sets an own key, whatever its name. */
export function put(target: JsonObject, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
