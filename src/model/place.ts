/** A range in a file. Lines and columns count from 1; the end is exclusive. Columns count UTF-16 units. */
export interface Place {
  /** Path from the scanned root, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
