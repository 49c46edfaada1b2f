/* Where the documents of a stream begin and end. */

export interface Chunk {
  readonly start: number;
  readonly end: number;
}

const SPACE = 32;

/** The parts of a stream between its `---` and `...` lines, empty ones included. */
export function* chunks(text: string): Generator<Chunk> {
  const finder = new MarkerFinder(text);
  let start = skipMark(text, 0);
  if (isMarker(text, start)) start = contentStart(text, start + 3);
  let hasDirectives = isDirective(text, start);
  let from = Math.max(start - 1, 0);
  while (start <= text.length) {
    const marker = finder.next(from);
    if (marker === -1) {
      yield { start, end: text.length };
      return;
    }
    const after = contentStart(text, marker + 3);
    from = Math.max(after - 1, marker + 3);
    if (hasDirectives && text.charCodeAt(marker) === 45) {
      hasDirectives = false;
      continue;
    }
    yield { start, end: marker };
    start = after;
    hasDirectives = isDirective(text, start);
  }
}

/** Finds the next line that is a marker; each kind is searched once over the text. */
class MarkerFinder {
  readonly #text: string;
  #dashes = -2;
  #dots = -2;
  constructor(text: string) {
    this.#text = text;
  }

  /** Offset of the first marker whose preceding line break is at `from` or behind, or -1. */
  next(from: number): number {
    if (this.#dashes !== -1 && this.#dashes < from) this.#dashes = this.#find('\n---', from);
    if (this.#dots !== -1 && this.#dots < from) this.#dots = this.#find('\n...', from);
    if (this.#dashes === -1 || this.#dots === -1)
      return Math.max(this.#dashes, this.#dots) + (this.#dashes === this.#dots ? 0 : 1);
    return Math.min(this.#dashes, this.#dots) + 1;
  }

  #find(marker: string, from: number): number {
    let found = this.#text.indexOf(marker, from);
    while (found !== -1 && !isBlankAt(this.#text, found + 4)) found = this.#text.indexOf(marker, found + 4);
    return found;
  }
}

function isMarker(text: string, at: number): boolean {
  return (text.startsWith('---', at) || text.startsWith('...', at)) && isBlankAt(text, at + 3);
}

function isBlankAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === 10 || code === 13 || code === 9 || code !== code;
}

/** The line behind a marker, or the rest of the marker's own line where it has content. */
function contentStart(text: string, behind: number): number {
  let p = behind;
  while (text.charCodeAt(p) === SPACE || text.charCodeAt(p) === 13) p++;
  return text.charCodeAt(p) === 10 ? skipMark(text, p + 1) : behind;
}

/** Goes over a byte order mark, which every document may begin with. */
function skipMark(text: string, at: number): number {
  return text.charCodeAt(at) === 0xfe_ff ? at + 1 : at;
}

/** Whether the document begins with directives, comments aside; they belong to what follows the next `---`. */
function isDirective(text: string, start: number): boolean {
  let p = start;
  for (;;) {
    const code = text.charCodeAt(p);
    if (code === 37) return true;
    if (code !== 35 && code !== 10 && code !== 13) return false;
    const next = text.indexOf('\n', p);
    if (next === -1) return false;
    p = next + 1;
  }
}
