/** The steps of a directed graph by the vertex that they leave: compressed sparse rows in typed arrays. */
export interface Rows {
  /** Steps of vertex v stand at `start[v]` to `start[v + 1]`. */
  readonly start: Int32Array;
  /** Where each step leads. */
  readonly to: Int32Array;
  /** Number of each step in the order in which they were given. */
  readonly step: Int32Array;
}

/** Groups steps by their source in one counting pass. `from` and `to` hold vertices below `size`. */
export function rowsOf(size: number, from: Int32Array, to: Int32Array): Rows {
  const start = new Int32Array(size + 1);
  for (let i = 0; i < from.length; i++) start[from[i]! + 1]!++;
  for (let v = 0; v < size; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, size);
  const rows = { start, to: new Int32Array(from.length), step: new Int32Array(from.length) };
  for (let i = 0; i < from.length; i++) {
    const place = next[from[i]!]!++;
    rows.to[place] = to[i]!;
    rows.step[place] = i;
  }
  return rows;
}
