import type { TextEdit } from '../model/edit.ts';

/** The text with the edits applied. Throws RangeError where two of them overlap or one lies outside the text. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < from || edit.end < edit.start || edit.end > text.length)
      throw new RangeError(`The edit of [${edit.start}, ${edit.end}) overlaps another one or the end of the text.`);
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/**
 * Adds to `edits`, which lead from a text A to a text B, an edit of B: the result leads from A to the edited B. Sorted,
 * not overlapping. Edits that touch become one.
 */
export function compose(edits: readonly TextEdit[], next: TextEdit): TextEdit[] {
  const before: TextEdit[] = [];
  const after: TextEdit[] = [];
  let { start, end, text } = next;
  let shift = 0;
  let startShift = 0;
  for (const edit of edits) {
    const from = edit.start + shift;
    const to = from + edit.text.length;
    shift += edit.text.length - (edit.end - edit.start);
    if (to < start) {
      before.push(edit);
      startShift = shift;
    } else if (from > end) after.push(edit);
    else {
      if (from < start) text = edit.text.slice(0, start - from) + text;
      if (to > end) text += edit.text.slice(end - from);
      start = Math.min(start, from);
      end = Math.max(end, to);
    }
  }
  const endShift = shift - after.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
  return [...before, { start: start - startShift, end: end - endShift, text }, ...after];
}
