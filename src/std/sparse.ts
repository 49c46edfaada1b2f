/** How many items two lists share at their beginning, and behind those at their end. */
export function sharedEnds(before: readonly unknown[], after: readonly unknown[]): { start: number; end: number } {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  let end = 0;
  while (end < least - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end };
}

/** What was said of an item of a list, and where the item stands. */
interface Said<R> {
  readonly index: number;
  readonly answer: R;
}

/** The answers that few items of a list give. */
export interface Sparse<R> {
  list: readonly unknown[];
  said: readonly Said<R>[];
}

export function createSparse<R>(): Sparse<R> {
  return { list: [], said: [] };
}

/**
 * Asks every item of a list, and gives the answers that there are in its order. Of a list that a memory knows in another
 * state, only the items between the ends that both share are asked: an item must answer alike each time.
 */
export function sparse<T, R>(list: readonly T[], ask: (item: T) => R | undefined, memory?: Sparse<R>): R[] {
  const { start, end } = memory ? sharedEnds(memory.list, list) : { start: 0, end: 0 };
  const said: Said<R>[] = [];
  const shift = list.length - (memory?.list.length ?? 0);
  for (const one of memory?.said ?? []) if (one.index < start) said.push(one);
  for (let index = start; index < list.length - end; index++) {
    const answer = ask(list[index]!);
    if (answer !== undefined) said.push({ index, answer });
  }
  for (const { index, answer } of memory?.said ?? [])
    if (index + shift >= list.length - end) said.push({ index: index + shift, answer });
  if (memory) {
    memory.list = list;
    memory.said = said;
  }
  return said.map(({ answer }) => answer);
}
