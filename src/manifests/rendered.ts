import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import { isObject } from '../std/value.ts';
import { isInline, scalarText } from './stringify.ts';

/** A range of the text that `stringify` gives. */
export type Range = Omit<Place, 'file'>;

/**
 * Where `path` stands in `stringify(value)`, without writing that text: as `locate` would say it of the text. Undefined for
 * what takes the text to know: where a value of several lines ends.
 */
export function locateRendered(value: Json, path: Path, prefer: 'key' | 'value'): Range | undefined {
  const at: Cursor = { node: value, line: 1, column: 1, key: undefined };
  const exact = path.every((step) => descend(at, step));
  if (exact && prefer === 'value') return isInline(at.node) ? inlineRange(at) : undefined;
  return at.key ?? firstToken(at);
}

interface Cursor {
  node: Json;
  /** Where the node begins: its first key or dash, or the value itself. */
  line: number;
  column: number;
  /** The key of the node, where the last step was one. */
  key: Range | undefined;
}

/** Goes one step; false, and stays, where there is none. */
function descend(at: Cursor, step: string | number): boolean {
  const { node } = at;
  if (typeof step === 'string') {
    if (!isObject(node) || !Object.hasOwn(node, step)) return false;
    enterKey(at, node, step);
    return true;
  }
  if (!Array.isArray(node) || node[step] === undefined) return false;
  for (let i = 0; i < step; i++) at.line += linesOf(node[i]!, false);
  at.column += 2;
  at.node = node[step];
  at.key = undefined;
  return true;
}

function enterKey(at: Cursor, map: JsonObject, name: string): void {
  for (const key of Object.keys(map)) {
    if (key === name) break;
    at.line += linesOf(map[key]!, true);
  }
  const width = scalarText(name).length;
  at.key = range(at.line, at.column, width);
  at.node = map[name]!;
  if (isInline(at.node) || typeof at.node === 'string') at.column += width + 2;
  else {
    at.line += 1;
    if (!Array.isArray(at.node)) at.column += 2;
  }
}

/** Lines of a value; of one behind a key, nested values begin on the line after it. */
function linesOf(value: Json, behindKey: boolean): number {
  if (isInline(value)) return 1;
  if (typeof value === 'string') return 1 + (value.endsWith('\n') ? value.slice(0, -1) : value).split('\n').length;
  let lines = behindKey ? 1 : 0;
  if (Array.isArray(value)) for (const item of value) lines += linesOf(item, false);
  else for (const key of Object.keys(value as JsonObject)) lines += linesOf((value as JsonObject)[key]!, true);
  return lines;
}

function firstToken(at: Cursor): Range | undefined {
  const { node, line, column } = at;
  if (isInline(node)) return typeof node === 'object' && node !== null ? range(line, column, 1) : inlineRange(at);
  if (typeof node === 'string') return undefined;
  return range(line, column, Array.isArray(node) ? 1 : scalarText(Object.keys(node as JsonObject)[0]!).length);
}

function inlineRange({ node, line, column }: Cursor): Range {
  return range(line, column, typeof node === 'object' && node !== null ? 2 : scalarText(node).length);
}

function range(line: number, column: number, width: number): Range {
  return { line, column, endLine: line, endColumn: column + width };
}
