import type { Edit } from '../model/edit.ts';
import type { Path } from '../model/json.ts';

/** Edits that were looked at, and whether another one can be told apart from all of them. */
export interface EditIndex {
  /** Whether an edit speaks of the place of another one, of one above or below it, or of a list whose items move. */
  clashes(edit: Edit): boolean;
  add(edit: Edit): void;
}

/** Finds clashes by the steps of one path, however many edits there are. Appends to one list do not clash. */
export function createEditIndex(): EditIndex {
  const paths = new Map<string, Edit['op']>();
  const holders = new Set<string>();
  const moved = new Set<string>();
  return {
    clashes(edit) {
      const keys = keysOf(edit.path);
      const own = keys.at(-1)!;
      if (paths.has(own) && !(edit.op === 'append' && paths.get(own) === 'append')) return true;
      if (holders.has(own) || (movesItems(edit) && holders.has(keys.at(-2)!))) return true;
      return keys.slice(0, -1).some((key) => paths.has(key) || moved.has(key));
    },
    add(edit) {
      const keys = keysOf(edit.path);
      paths.set(keys.at(-1)!, edit.op);
      for (const key of keys.slice(0, -1)) holders.add(key);
      if (movesItems(edit)) moved.add(keys.at(-2)!);
    },
  };
}

function movesItems({ op, path }: Edit): boolean {
  return op === 'remove' && typeof path.at(-1) === 'number';
}

/** One key for each part of a path, from none of its steps to all of them. */
function keysOf(path: Path): string[] {
  const keys = [''];
  for (const step of path) keys.push(`${keys.at(-1)!}/${JSON.stringify(step)}`);
  return keys;
}
