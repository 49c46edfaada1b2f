import type { PortSet } from './ports.ts';

/** A row of sets by column, most of which are the same: those that differ are kept, ascending. */
export interface Row {
  readonly ground: PortSet;
  readonly columns: Uint32Array;
  readonly sets: Uint16Array;
}

export function setAt({ ground, columns, sets }: Row, column: number): PortSet {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns[middle]! < column) low = middle + 1;
    else high = middle;
  }
  return columns[low] === column ? sets[low]! : ground;
}

/** Writes a row out, column by column. */
export function spread({ ground, columns, sets }: Row, into: Uint16Array): Uint16Array {
  into.fill(ground);
  for (let i = 0; i < columns.length; i++) into[columns[i]!] = sets[i]!;
  return into;
}

export function compress(row: Uint16Array, ground: PortSet): Row {
  const columns: number[] = [];
  for (let i = 0; i < row.length; i++) if (row[i] !== ground) columns.push(i);
  return { ground, columns: Uint32Array.from(columns), sets: Uint16Array.from(columns, (column) => row[column]!) };
}

/** Every column below `size` at which two rows differ. */
export function eachDifference(
  a: Row,
  b: Row,
  size: number,
  visit: (column: number, left: PortSet, right: PortSet) => void,
): void {
  let [i, j] = [0, 0];
  const step = (column: number) => {
    const left = a.columns[i] === column ? a.sets[i++]! : a.ground;
    const right = b.columns[j] === column ? b.sets[j++]! : b.ground;
    if (left !== right) visit(column, left, right);
  };
  if (a === b) return;
  if (a.ground !== b.ground) {
    for (let column = 0; column < size; column++) step(column);
    return;
  }
  while (i < a.columns.length || j < b.columns.length) step(Math.min(a.columns[i] ?? size, b.columns[j] ?? size));
}
