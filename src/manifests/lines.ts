/** Turns offsets of a text into lines and columns from 1. Fast where the offsets ascend. */
export class LineCounter {
  readonly #text: string;
  #line = 1;
  #lineStart = 0;
  /** The line break behind the line, or the end of the text. */
  #lineEnd: number;
  constructor(text: string) {
    this.#text = text;
    this.#lineEnd = this.#breakFrom(0);
  }

  at(offset: number): { line: number; column: number } {
    if (offset < this.#lineStart) {
      this.#line = 1;
      this.#lineStart = 0;
      this.#lineEnd = this.#breakFrom(0);
    }
    while (this.#lineEnd < offset) {
      this.#line++;
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = this.#breakFrom(this.#lineStart);
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  #breakFrom(start: number): number {
    const found = this.#text.indexOf('\n', start);
    return found === -1 ? this.#text.length : found;
  }
}
