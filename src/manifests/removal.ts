import type { TextEdit } from '../model/edit.ts';
import type { PositionNode } from './node.ts';
import { type DocumentStyle, isFirstOnLine, lineEndOf, lineStartOf } from './style.ts';

/** Takes `node` out of `parent`, which keeps other children. */
export function removal(style: DocumentStyle, parent: PositionNode, node: PositionNode): TextEdit {
  const siblings = (parent.items ?? [...parent.entries!.nodes, ...(parent.merges ?? [])]).toSorted(
    (a, b) => a.keyStart - b.keyStart,
  );
  const index = siblings.indexOf(node);
  const next = siblings[index + 1];
  if (parent.style === 'flow') {
    const previous = siblings[index - 1];
    if (previous) return { start: previous.end, end: Math.max(node.end, node.keyEnd), text: '' };
    return { start: node.keyStart, end: next!.keyStart, text: '' };
  }
  if (!isFirstOnLine(style.text, node.keyStart) && next) return { start: node.keyStart, end: next.keyStart, text: '' };
  return lines(style, node);
}

/** The lines of an entry or item, with the comment behind it. */
function lines(style: DocumentStyle, node: PositionNode): TextEdit {
  const { text, end } = style;
  const start = lineStartOf(text, node.keyStart);
  const last = lineEndOf(text, Math.max(node.end, node.keyEnd), end);
  if (last < end) return { start, end: last + (text[last] === '\r' ? 2 : 1), text: '' };
  const before = text[start - 2] === '\r' ? start - 2 : start - 1;
  return { start: Math.max(before, 0), end: last, text: '' };
}
