/** One mistake in an expression, with its place: `at` is the offset, line and column count from 1. */
export class CelError extends Error {
  override readonly name = 'CelError';
  readonly at: number;
  readonly line: number;
  readonly column: number;

  constructor(message: string, at: number, source = '') {
    super(message);
    this.at = at;
    ({ line: this.line, column: this.column } = placeOf(source, at));
  }
}

/** Line and column of an offset, both from 1; a column is a character, whatever it takes in UTF-16. */
export function placeOf(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, at).split('\n');
  return { line: before.length, column: Array.from(before.at(-1) ?? '').length + 1 };
}
