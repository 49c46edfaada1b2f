import type { Edit, TextEdit } from '../model/edit.ts';
import type { Json, Path } from '../model/json.ts';
import { at, equalJson } from '../std/value.ts';
import { EditError } from './apply.ts';
import type { PositionNode } from './node.ts';
import { walk } from './positions.ts';
import { removal } from './removal.ts';
import { blockLines, entryLines, flowText, isInline, itemLines, quotedText, scalarText } from './stringify.ts';
import { columnOf, type DocumentStyle, isFirstOnLine, lineEndOf, lineIndent } from './style.ts';

/* One edit of a value as the smallest change of its text. What comes out is checked by the caller. */

/** A node with what holds it. */
interface Spot {
  readonly node: PositionNode;
  readonly parent: PositionNode | undefined;
}

/** The change of the text that `edit` asks for; undefined where there is nothing to do. Throws EditError. */
export function textualEdit(style: DocumentStyle, root: PositionNode, value: Json, edit: Edit): TextEdit | undefined {
  if (edit.op === 'remove') return remove(style, root, value, edit.path);
  if (edit.op === 'append') return append(style, root, value, edit.path, edit.value);
  return set(style, root, value, edit.path, edit.value);
}

function remove(style: DocumentStyle, root: PositionNode, value: Json, path: Path): TextEdit | undefined {
  if (at(value, ...path) === undefined) return undefined;
  const { node, parent } = literalSpot(root, path);
  if (!parent) throw new EditError('A whole document cannot be removed.');
  const isSole = (parent.items?.length ?? (parent.entries?.nodes.length ?? 0) + (parent.merges?.length ?? 0)) === 1;
  if (!isSole) return removal(style, parent, node);
  return replace(style, literalSpot(root, path.slice(0, -1)), parent.items ? [] : {});
}

function append(style: DocumentStyle, root: PositionNode, value: Json, path: Path, item: Json): TextEdit | undefined {
  const list = at(value, ...path);
  if (!Array.isArray(list)) {
    if (list !== undefined && list !== null) throw new EditError('Only a list can be appended to.');
    return set(style, root, value, path, [item]);
  }
  if (list.some((known) => equalJson(known, item))) return undefined;
  const spot = literalSpot(root, path);
  return list.length === 0 ? replace(style, spot, [item]) : insertItem(style, spot.node, item);
}

function set(style: DocumentStyle, root: PositionNode, value: Json, path: Path, wanted: Json): TextEdit | undefined {
  const old = at(value, ...path);
  if (old !== undefined) return equalJson(old, wanted) ? undefined : replace(style, literalSpot(root, path), wanted);
  let depth = path.length - 1;
  while (depth > 0 && at(value, ...path.slice(0, depth)) === undefined) depth--;
  const holder = at(value, ...path.slice(0, depth));
  const spot = literalSpot(root, path.slice(0, depth));
  const step = path[depth]!;
  const entry = wrap(path.slice(depth + 1), wanted);
  if (holder === null) return replace(style, spot, wrap([step], entry));
  if (typeof step === 'number') {
    if (!Array.isArray(holder) || step !== holder.length) throw new EditError(`There is no list item ${step}.`);
    return holder.length === 0 ? replace(style, spot, [entry]) : insertItem(style, spot.node, entry);
  }
  if (typeof holder !== 'object' || Array.isArray(holder)) throw new EditError(`There is no object to hold "${step}".`);
  const isEmpty = spot.node.entries?.nodes.length === 0 && !spot.node.merges?.length;
  return isEmpty ? replace(style, spot, { [step]: entry }) : insertEntry(style, spot.node, step, entry);
}

/** The objects that lead along `path` to `value`. */
function wrap(path: Path, value: Json): Json {
  return path.reduceRight<Json>((inner, step) => {
    if (typeof step === 'string') return { [step]: inner };
    if (step !== 0) throw new EditError(`There is no list item ${step}.`);
    return [inner];
  }, value);
}

/** The node at `path`. Throws EditError where the path goes through an alias or a merge. */
function literalSpot(root: PositionNode, path: Path): Spot {
  const { node, literal } = walk(root, path);
  if (!literal || !node || node.kind === 'alias')
    throw new EditError('The place is written through an alias or a merge; a change would reach other places too.');
  const parent = path.length === 0 ? undefined : walk(root, path.slice(0, -1)).node;
  return { node, parent };
}

/** Puts `value` where `spot` is. */
function replace(style: DocumentStyle, spot: Spot, value: Json): TextEdit {
  const { node, parent } = spot;
  if (style.json || parent?.style === 'flow') return replaceInFlow(style, node, value);
  if (isInline(value) && node.kind === 'scalar') {
    const text = likeBefore(style.text.slice(node.start, node.end), value);
    return { start: node.start, end: node.end, text: node.style === 'empty' ? ` ${text}` : text };
  }
  if (!parent)
    return {
      start: node.start,
      end: node.end,
      text: joinAt(style, blockLines(value, style.layout), columnOf(style.text, node.start)),
    };
  return parent.kind === 'map' ? replaceEntry(style, node, value) : replaceItem(style, node, value);
}

function replaceInFlow(style: DocumentStyle, node: PositionNode, value: Json): TextEdit {
  const text = style.json ? jsonText(style, value, lineIndent(style.text, node.start)) : flowText(value);
  const gap = node.style === 'empty' && style.text[node.start - 1] === ':' ? ' ' : '';
  return { start: node.start, end: node.end, text: gap + text };
}

/** A value that keeps the quotes of what it replaces. */
function likeBefore(before: string, value: Json): string {
  if (typeof value !== 'string') return inlineText(value);
  if (before.startsWith("'") && /^[\u0020-\u007e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return before.startsWith('"') ? quotedText(value) : scalarText(value);
}

function inlineText(value: Json): string {
  return typeof value === 'object' && value !== null ? flowText(value) : scalarText(value);
}

function replaceEntry(style: DocumentStyle, node: PositionNode, value: Json): TextEdit {
  const { text, layout } = style;
  const column = columnOf(text, node.keyStart);
  if (node.style === 'block' && !isInline(value) && typeof value !== 'string' && !node.decorated)
    return {
      start: node.start,
      end: node.end,
      text: joinAt(style, blockLines(value, layout), columnOf(text, node.start)),
    };
  const [head, ...below] = entryLines('key', value, layout);
  const colon = text.indexOf(':', node.keyEnd) + 1;
  return {
    start: colon,
    end: Math.max(node.end, colon),
    text: joinAt(style, [head!.slice('key:'.length), ...below], column),
  };
}

function replaceItem(style: DocumentStyle, node: PositionNode, value: Json): TextEdit {
  const [head, ...below] = itemLines(value, style.layout);
  const column = columnOf(style.text, node.keyStart);
  return {
    start: node.keyStart + 1,
    end: Math.max(node.end, node.keyStart + 1),
    text: joinAt(style, [head!.slice(1), ...below], column),
  };
}

/** Lines of which the first continues at an offset and the others begin at `column`. */
function joinAt(style: DocumentStyle, lines: readonly string[], column: number): string {
  return lines.join(style.lineBreak + ' '.repeat(column)).replaceAll(/[ ]+(?=\r?\n)/g, '');
}

function insertEntry(style: DocumentStyle, map: PositionNode, key: string, value: Json): TextEdit {
  if (map.style === 'flow') {
    const text = style.json
      ? `${JSON.stringify(key)}:${style.layout.indent > 0 || /:\s/.test(style.text.slice(map.start, map.end)) ? ' ' : ''}`
      : `${scalarText(key, true)}: `;
    return insertInFlow(style, map, value, text);
  }
  return insertBelow(style, map, entryLines(key, value, style.layout), columnOf(style.text, map.start));
}

function insertItem(style: DocumentStyle, list: PositionNode, value: Json): TextEdit {
  if (list.style === 'flow') return insertInFlow(style, list, value, '');
  return insertBelow(style, list, itemLines(value, style.layout), columnOf(style.text, list.items![0]!.keyStart));
}

function insertBelow(
  style: DocumentStyle,
  collection: PositionNode,
  lines: readonly string[],
  column: number,
): TextEdit {
  const offset = lineEndOf(style.text, contentEnd(style.text, collection), style.end);
  const indent = ' '.repeat(column);
  const text = lines.map((line) => style.lineBreak + (line === '' ? '' : indent + line)).join('');
  return { start: offset, end: offset, text };
}

/** The library counts the line break behind a collection, and what follows it, as part of it. */
function contentEnd(text: string, { start, end }: PositionNode): number {
  let at = end;
  while (at > start && WHITE.has(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Space, tab, line feed, carriage return. */
const WHITE: ReadonlySet<number> = new Set([32, 9, 10, 13]);

function insertInFlow(style: DocumentStyle, collection: PositionNode, value: Json, prefix: string): TextEdit {
  const { text } = style;
  const last = lastChild(collection);
  const ownLine = isFirstOnLine(text, last.keyStart);
  const column = lineIndent(text, last.keyStart);
  const body = style.json ? jsonText(style, value, column) : flowText(value);
  const gap = ownLine
    ? style.lineBreak + text.slice(last.keyStart - column, last.keyStart)
    : style.json && !/,\s/.test(text.slice(collection.start, collection.end)) && style.layout.indent === 0
      ? ''
      : ' ';
  return { start: last.end, end: last.end, text: `,${gap}${prefix}${body}` };
}

function lastChild(collection: PositionNode): PositionNode {
  const children = collection.items ?? [...collection.entries!.nodes, ...(collection.merges ?? [])];
  return children.reduce((last, child) => (child.end > last.end ? child : last));
}

/** JSON whose lines behind the first are indented by `column` more. */
function jsonText(style: DocumentStyle, value: Json, column: number): string {
  const text = JSON.stringify(value, null, style.layout.indent);
  return text.replaceAll('\n', style.lineBreak + ' '.repeat(column));
}
