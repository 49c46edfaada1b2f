/** Whether a column is among others, which ascend. */
export function includes(columns: Uint32Array, wanted: number): boolean {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return columns[low] === wanted;
}
