import type { Rows } from './csr.ts';

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
  const semi = Int32Array.from({ length: count }, (_, i) => i);
  const label = Int32Array.from(semi);
  const ancestor = Int32Array.from(parent);
  const dominator = Int32Array.from(parent);
  const stack = new Int32Array(count);
  for (let i = count - 1; i > 0; i--) {
    const vertex = order[i]!;
    let best = i;
    for (let k = previous.start[vertex]!; k < previous.start[vertex + 1]!; k++) {
      const from = number[previous.to[k]!]!;
      if (from < 0) continue;
      const candidate = from <= i ? from : semi[evaluate(from, i, { ancestor, label, semi, stack })]!;
      if (candidate < best) best = candidate;
    }
    semi[i] = best;
    label[i] = i;
  }
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
  readonly ancestor: Int32Array;
  readonly label: Int32Array;
  readonly semi: Int32Array;
  readonly stack: Int32Array;
}

/** The vertex of the least semidominator on the tree path from `from` down to what is linked so far, compressing the path. */
function evaluate(from: number, linked: number, { ancestor, label, semi, stack }: Forest): number {
  let depth = 0;
  let top = from;
  while (ancestor[top]! > linked) {
    stack[depth++] = top;
    top = ancestor[top]!;
  }
  while (depth > 0) {
    const here = stack[--depth]!;
    const above = ancestor[here]!;
    if (semi[label[above]!]! < semi[label[here]!]!) label[here] = label[above]!;
    ancestor[here] = ancestor[above]!;
  }
  return label[from]!;
}

/** Depth-first numbers of what is reached from the root, and each one's parent by number. */
function numbered(size: number, root: number, { start, to }: Rows) {
  const number = new Int32Array(size).fill(-1);
  const order = new Int32Array(size);
  const parent = new Int32Array(size);
  const place = start.slice(0, size);
  const stack = new Int32Array(size);
  let depth = 1;
  let count = 1;
  stack[0] = order[0] = root;
  number[root] = 0;
  while (depth > 0) {
    const here = stack[depth - 1]!;
    const last = start[here + 1]!;
    let next = place[here]!;
    while (next < last && number[to[next]!] !== -1) next++;
    place[here] = next + 1;
    if (next >= last) {
      depth -= 1;
      continue;
    }
    const there = to[next]!;
    number[there] = count;
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
