import type { Rows } from './csr.ts';
import { createSeen, isSeen, see } from './seen.ts';

/** For each vertex the last one before it that every path from the root passes; -1 at the root and where no path leads. */
export type Dominators = Int32Array;

/**
 * The dominator tree of what a root reaches, by Semi-NCA (Georgiadis, "Linear-Time Algorithms for Dominators and Related
 * Problems", 2005): a depth-first numbering, semidominators with path compression, then nearest common ancestors.
 * `next` holds the steps in the direction of walking, `previous` those against it.
 */
export function dominators(size: number, root: number, next: Rows, previous: Rows): Dominators {
  const { order, number, parent } = numbered(size, root, next);
  const count = order.length;
  const semi = new Int32Array(count);
  const forest = createForest(parent);
  for (let i = count - 1; i > 0; i--) {
    const vertex = order[i]!;
    const last = previous.start[vertex + 1]!;
    let best = i;
    // Nothing is before the root.
    for (let k = previous.start[vertex]!; k < last && best > 0; k++) {
      const from = number[previous.to[k]!]!;
      if (from < 0) continue;
      const candidate = from <= i ? from : leastAbove(forest, from, i);
      if (candidate < best) best = candidate;
    }
    semi[i] = best;
    forest.links[2 * i + 1] = best;
  }
  const dominator = parent;
  for (let i = 1; i < count; i++) {
    let above = dominator[i]!;
    while (above > semi[i]!) above = dominator[above]!;
    dominator[i] = above;
  }
  const result = new Int32Array(size).fill(-1);
  for (let i = 1; i < count; i++) result[order[i]!] = order[dominator[i]!]!;
  return result;
}

interface Forest {
  /** By number two entries, which are asked for together: an ancestor, and the least semidominator below that down to the vertex. */
  readonly links: Int32Array;
  readonly stack: Int32Array;
}

function createForest(parent: Int32Array): Forest {
  const links = new Int32Array(2 * parent.length);
  for (let i = 0; i < parent.length; i++) {
    links[2 * i] = parent[i]!;
    links[2 * i + 1] = i;
  }
  return { links, stack: new Int32Array(parent.length) };
}

/** The least semidominator on the tree path from `from` down to what is linked so far, compressing the path. */
function leastAbove({ links, stack }: Forest, from: number, linked: number): number {
  let depth = 0;
  let top = 2 * from;
  for (let above = links[top]!; above > linked; above = links[top]!) {
    stack[depth++] = top;
    top = 2 * above;
  }
  let least = links[top + 1]!;
  const reached = links[top]!;
  while (depth > 0) {
    const here = stack[--depth]!;
    if (links[here + 1]! < least) least = links[here + 1]!;
    links[here] = reached;
    links[here + 1] = least;
  }
  return least;
}

/** Depth-first numbers of what is reached from the root, and each one's parent by number. */
function numbered(size: number, root: number, { start, to }: Rows) {
  const number = new Int32Array(size).fill(-1);
  const seen = createSeen(size);
  const order = new Int32Array(size);
  const parent = new Int32Array(size);
  const place = start.slice(0, size);
  const stack = new Int32Array(size);
  let depth = 1;
  let count = 1;
  stack[0] = order[0] = root;
  number[root] = 0;
  see(seen, root);
  while (depth > 0) {
    const here = stack[depth - 1]!;
    const last = start[here + 1]!;
    let next = place[here]!;
    while (next < last && isSeen(seen, to[next]!)) next++;
    place[here] = next + 1;
    if (next >= last) {
      depth -= 1;
      continue;
    }
    const there = to[next]!;
    number[there] = count;
    see(seen, there);
    order[count] = there;
    parent[count++] = number[here]!;
    stack[depth++] = there;
  }
  return { order: order.subarray(0, count), number, parent: parent.subarray(0, count) };
}

/** What every path from the root to a vertex passes, from the root to the vertex, both included; empty where none leads there. */
export function chain(dominator: Dominators, root: number, vertex: number): number[] {
  if (vertex !== root && dominator[vertex] === -1) return [];
  const found = [vertex];
  for (let here = vertex; here !== root; here = dominator[here]!) found.push(dominator[here]!);
  return found.toReversed();
}
