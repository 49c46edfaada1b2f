import type { Place } from './place.ts';
import type { Report } from './report.ts';

export interface RenderOptions {
  /** ANSI colours and styles allowed. */
  readonly color: boolean;
  /** OSC 8 hyperlinks allowed. */
  readonly hyperlinks: boolean;
  /** Terminal columns. */
  readonly width: number;
  /** Text of a file of the report, for code frames; undefined where it is not at hand. */
  readonly source: (file: string) => string | undefined;
  /** Address that opens a place (`file://…`, or an editor's scheme), for hyperlinks; absent where files are not on disk. */
  readonly address?: (place: Place) => string | undefined;
}

/** One way to write a report. A folder of `formats/` default-exports one. */
export interface Format {
  readonly id: string;
  readonly title: string;
  /** Extension of a file that holds it, without the dot. */
  readonly extension: string;
  /** Whether findings must carry the text edits of their fixes. */
  readonly wantsFixes: boolean;
  render(report: Report, options: RenderOptions): string;
  /** The same in parts, of formats whose reports grow large: they are written to a file one by one. */
  parts?(report: Report): Iterable<string>;
}
