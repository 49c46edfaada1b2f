/** One mistake in an expression, with its place: `at` is the offset, line and column count from 1. */
export class CelError extends Error {
  override readonly name = 'CelError';
  readonly at: number;
  readonly line: number;
  readonly column: number;

  constructor(message: string, at: number, source = '') {
    super(message);
    this.at = at;
    const before = source.slice(0, at).split('\n');
    this.line = before.length;
    this.column = (before.at(-1)?.length ?? 0) + 1;
  }
}
