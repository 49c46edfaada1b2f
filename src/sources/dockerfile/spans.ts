import type { Path } from '../../model/json.ts';
import type { Place } from '../../model/place.ts';

/** Characters [start, end) of a file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where each entry of an object stands in its file. */
export class Spans {
  private readonly spans = new Map<string, Span>();

  set(path: Path, span: Span): void {
    this.spans.set(keyOf(path), span);
  }

  /** The span of exactly this entry. */
  get(path: Path): Span | undefined {
    return this.spans.get(keyOf(path));
  }

  /** The span of the entry or of its deepest ancestor that has one. */
  nearest(path: Path): Span {
    for (let length = path.length; length >= 0; length--) {
      const span = this.get(path.slice(0, length));
      if (span) return span;
    }
    return { start: 0, end: 0 };
  }
}

function keyOf(path: Path): string {
  return path.join('\0');
}

/** Turns offsets of a text into lines and columns. */
export function lineIndex(text: string): (file: string, span: Span) => Place {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  const position = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return (file, { start, end }) => {
    const from = position(start);
    const to = position(Math.max(start, end));
    return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
