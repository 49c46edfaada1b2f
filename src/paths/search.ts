import { MAX_COST, type Network } from './graph.ts';
import { createSeen, isSeen, see, type Seen } from './seen.ts';

/** Which steps and vertices a search leaves out: those with a 1. Vertices marked as `ends` are reached and not left. */
export interface Mask {
  readonly steps?: Uint8Array;
  readonly kinds?: Uint8Array;
  readonly vertices?: Uint8Array | undefined;
  readonly ends?: Uint8Array;
}

/** -1 where nothing leads. */
export const UNREACHED = -1;

/** Hops from the nearest of some vertices to every vertex, or with `back` from every vertex to the nearest of them. */
export function hops(network: Network, sources: Iterable<number>, mask: Mask = {}, back = false): Int32Array {
  const { start, to, step } = back ? network.into : network.out;
  const closed = closedSteps(network, { ...mask, vertices: undefined });
  const { ends } = mask;
  const distance = new Int32Array(network.size).fill(UNREACHED);
  const queue = new Int32Array(network.size);
  let tail = enqueue(sources, mask, distance, queue);
  const seen = seenFirst(mask, queue.subarray(0, tail), network.size);
  for (let head = 0; head < tail; head++) {
    const here = queue[head]!;
    const next = distance[here]! + 1;
    const last = ends?.[here] && next > 1 ? 0 : start[here + 1]!;
    for (let i = start[here]!; i < last; i++) {
      const there = to[i]!;
      if (isSeen(seen, there) || closed?.(step[i]!, there)) continue;
      see(seen, there);
      distance[there] = next;
      queue[tail++] = there;
    }
  }
  return distance;
}

/** Vertices where no search goes: those that it starts from, and those that are left out. */
function seenFirst({ vertices }: Mask, sources: Int32Array, size: number): Seen {
  const seen = createSeen(size);
  for (const source of sources) see(seen, source);
  if (vertices) for (let v = 0; v < size; v++) if (vertices[v]) see(seen, v);
  return seen;
}

function enqueue(sources: Iterable<number>, { vertices }: Mask, distance: Int32Array, queue: Int32Array): number {
  let tail = 0;
  for (const source of sources) {
    if (distance[source] !== UNREACHED || vertices?.[source]) continue;
    distance[source] = 0;
    queue[tail++] = source;
  }
  return tail;
}

/** Whether a step to a vertex is left out; undefined where none is. */
function closedSteps({ kind }: Network, mask: Mask): ((step: number, there: number) => boolean) | undefined {
  const { steps, kinds, vertices } = mask;
  if (!steps && !kinds && !vertices) return undefined;
  if (!steps && kinds && !vertices) return (step) => kinds[kind[step]!] === 1;
  return (step, there) => Boolean(steps?.[step] || kinds?.[kind[step]!] || vertices?.[there]);
}

/** Costs of the easiest paths, and the step by which each vertex is entered on one (`UNREACHED` at sources). */
export interface Tree {
  readonly cost: Int32Array;
  readonly step: Int32Array;
}

/**
 * Easiest paths from some vertices to all, or with `back` from all vertices to them (`step` is then the first step on the way).
 * Costs are small numbers, so the queue is a ring of buckets (Dial's algorithm): linear in steps. Equal costs fall to the step
 * that was found first, so that runs repeat.
 */
export function easiest(network: Network, sources: Iterable<number>, mask: Mask = {}, back = false): Tree {
  const { start, to, step } = back ? network.into : network.out;
  const closed = closedSteps(network, mask);
  const { ends } = mask;
  const cost = new Int32Array(network.size).fill(UNREACHED);
  const by = new Int32Array(network.size).fill(UNREACHED);
  const ring: number[][] = Array.from({ length: MAX_COST + 1 }, () => []);
  const queue = new Int32Array(network.size);
  const count = enqueue(sources, mask, cost, queue);
  for (let i = 0; i < count; i++) ring[0]!.push(queue[i]!);
  let waiting = count;
  for (let now = 0; waiting > 0; now++) {
    const bucket = ring[now % ring.length]!;
    waiting -= bucket.length;
    for (const here of bucket) {
      const last = cost[here] !== now || (ends?.[here] && now > 0) ? 0 : start[here + 1]!;
      for (let i = start[here]!; i < last; i++) {
        const [there, edge] = [to[i]!, step[i]!];
        const price = now + network.cost[edge]!;
        if ((cost[there] !== UNREACHED && cost[there]! <= price) || closed?.(edge, there)) continue;
        cost[there] = price;
        by[there] = edge;
        ring[price % ring.length]!.push(there);
        waiting += 1;
      }
    }
    bucket.length = 0;
  }
  return { cost, step: by };
}

/** The steps of the easiest path to a vertex in a tree of `easiest`; undefined where none leads there. */
export function pathTo({ from }: Network, { cost, step }: Tree, vertex: number): number[] | undefined {
  if (cost[vertex] === UNREACHED) return undefined;
  const path: number[] = [];
  for (let here = vertex; step[here] !== UNREACHED; here = from[step[here]!]!) path.push(step[here]!);
  return path.toReversed();
}

/** The steps of the easiest path from a vertex in a tree that was computed `back`. */
export function pathFrom({ to }: Network, { cost, step }: Tree, vertex: number): number[] | undefined {
  if (cost[vertex] === UNREACHED) return undefined;
  const path: number[] = [];
  for (let here = vertex; step[here] !== UNREACHED; here = to[step[here]!]!) path.push(step[here]!);
  return path;
}
