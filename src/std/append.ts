/** Adds items at the end of a list, however many: as arguments of `push`, more than some 100,000 overflow the stack. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
