/** Text with pieces left out, and where each of its characters stands in the file. */
export interface JoinedText {
  readonly text: string;
  /** Offset in the file of the character at `index`, or of the end. */
  offset(index: number): number;
}

/**
 * Characters [start, end) of a Dockerfile as one logical line: line continuations are removed, and the comment lines and
 * empty lines between them, as the builder does.
 */
export function joinLines(source: string, start: number, end: number, escape: string): JoinedText {
  const pieces: { readonly at: number; readonly from: number; readonly text: string }[] = [];
  let length = 0;
  let position = start;
  let first = true;
  while (position < end) {
    const newline = source.indexOf('\n', position);
    const stop = newline < 0 || newline > end ? end : newline;
    const piece = logicalPart(source.slice(position, stop), escape, first);
    if (piece !== '') {
      pieces.push({ at: length, from: position, text: piece });
      length += piece.length;
    }
    position = stop + 1;
    first = false;
  }
  return {
    text: pieces.map((piece) => piece.text).join(''),
    offset(index) {
      let low = 0;
      let high = pieces.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((pieces[middle]?.at ?? 0) <= index) low = middle;
        else high = middle;
      }
      const piece = pieces[low];
      return piece ? Math.min(piece.from + index - piece.at, end) : start;
    },
  };
}

function logicalPart(line: string, escape: string, first: boolean): string {
  const trimmed = line.trimEnd();
  if (!first && trimmed.trimStart().startsWith('#')) return '';
  return trimmed.endsWith(escape) ? trimmed.slice(0, -1) : line.replace(/\r$/, '');
}
