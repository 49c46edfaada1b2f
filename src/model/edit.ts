import type { Json, Path } from './json.ts';

/** A change to a value, said without regard to how the text is laid out. */
export type Edit =
  /** Puts `value` at `path`, creating missing objects on the way; replaces what is there. */
  | { readonly op: 'set'; readonly path: Path; readonly value: Json }
  /** Removes the key or list item at `path`; does nothing where there is none. */
  | { readonly op: 'remove'; readonly path: Path }
  /** Appends `value` to the list at `path`, creating the list; does nothing where an equal item is there. */
  | { readonly op: 'append'; readonly path: Path; readonly value: Json };

/** A replacement of characters [start, end) of one file by `text`. Offsets are UTF-16 units from the file's start. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
