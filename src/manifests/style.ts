import type { PositionNode } from './node.ts';
import type { Layout } from './stringify.ts';

/** How one document is laid out. */
export interface DocumentStyle {
  readonly text: string;
  /** End of the document's text; what follows belongs to others. */
  readonly end: number;
  readonly lineBreak: '\n' | '\r\n';
  readonly layout: Layout;
  /** Whether the document is JSON, so that its edits must be too. */
  readonly json: boolean;
}

const DEFAULT_INDENT = 2;
const MAX_LOOKED_AT = 10_000;

/** Reads the habits of a document off its text and positions. */
export function styleOf(text: string, start: number, end: number, root: PositionNode): DocumentStyle {
  const found = text.indexOf('\n', start);
  const lineBreak = found > start && found < end && text[found - 1] === '\r' ? '\r\n' : '\n';
  const json = root.style === 'flow' && /^[[{]\s*["[{\]}]/.test(text.slice(root.start, root.start + 4096));
  const layout = json ? jsonLayout(text, root) : blockLayout(text, root);
  return { text, end, lineBreak, layout, json };
}

/** Column of an offset, from 0. */
export function columnOf(text: string, offset: number): number {
  const start = lineStartOf(text, offset);
  return offset - start - (text.charCodeAt(start) === 0xfe_ff ? 1 : 0);
}

export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the line break behind `offset`, or `end`. */
export function lineEndOf(text: string, offset: number, end: number): number {
  const found = text.indexOf('\n', offset);
  if (found === -1 || found >= end) return end;
  return found > offset && text.charCodeAt(found - 1) === 13 ? found - 1 : found;
}

/** Whether only space stands before `offset` on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return /^\uFEFF?[ \t]*$/.test(text.slice(lineStartOf(text, offset), offset));
}

function jsonLayout(text: string, root: PositionNode): Layout {
  const first = firstChild(root);
  const indent =
    first && isFirstOnLine(text, first.keyStart) ? columnOf(text, first.keyStart) - lineIndent(text, root.start) : 0;
  return { indent: Math.max(indent, 0), listIndent: 0 };
}

/** Column of the first character of the line of `offset`. */
export function lineIndent(text: string, offset: number): number {
  const start = lineStartOf(text, offset);
  let p = start;
  while (text[p] === ' ' || text[p] === '\t') p++;
  return p - start;
}

function firstChild(node: PositionNode): PositionNode | undefined {
  return node.items?.[0] ?? node.entries?.nodes[0];
}

/** Looks for the first nested map and the first list of the document and measures them. */
function blockLayout(text: string, root: PositionNode): Layout {
  let indent = 0;
  let listIndent = -1;
  const queue: PositionNode[] = [root];
  for (const [index, node] of queue.entries()) {
    if (index >= MAX_LOOKED_AT || (indent > 0 && listIndent >= 0)) break;
    for (const child of node.items ?? node.entries?.nodes ?? []) {
      queue.push(child);
      const offset = node.kind === 'map' && node.style === 'block' ? offsetBelowKey(text, child) : -1;
      if (child.kind === 'map' && indent === 0) indent = Math.max(offset, 0);
      if (child.kind === 'list' && listIndent < 0) listIndent = offset;
    }
  }
  return { indent: indent > 0 ? indent : DEFAULT_INDENT, listIndent: Math.max(listIndent, 0) };
}

/** Columns by which a block collection stands behind its key; -1 for what is not written below its key. */
function offsetBelowKey(text: string, child: PositionNode): number {
  if (child.style !== 'block' || !isFirstOnLine(text, child.start)) return -1;
  return columnOf(text, child.start) - columnOf(text, child.keyStart);
}
