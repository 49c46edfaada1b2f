/** A network of capacities for a maximal flow; `Infinity` for what can't be cut. */
export interface FlowNetwork {
  readonly size: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly capacity: ArrayLike<number>;
}

/**
 * A least set of steps whose removal parts the sink from the source: numbers of steps, nearest to the source. Undefined where
 * only steps that can't be cut connect them. Dinic's algorithm; with capacities of one, at most O(steps * sqrt(vertices)).
 */
export function minimalCut(network: FlowNetwork, source: number, sink: number): number[] | undefined {
  const arcs = createArcs(network);
  const level = new Int32Array(network.size);
  while (layer(arcs, level, source, sink)) {
    const next = arcs.head.slice();
    for (let sent = push(arcs, level, next, source, sink); sent > 0; sent = push(arcs, level, next, source, sink)) {
      if (sent === Infinity) return undefined;
    }
  }
  const { from, to, capacity } = network;
  const cut: number[] = [];
  for (let i = 0; i < from.length; i++) {
    if (level[from[i]!]! >= 0 && level[to[i]!]! < 0 && capacity[i]! > 0) cut.push(i);
  }
  return cut;
}

interface Arcs {
  readonly head: Int32Array;
  readonly nextArc: Int32Array;
  readonly target: Int32Array;
  /** Arc 2i is step i, arc 2i + 1 takes its flow back. */
  readonly left: Float64Array;
}

function createArcs({ size, from, to, capacity }: FlowNetwork): Arcs {
  const count = from.length * 2;
  const arcs: Arcs = {
    head: new Int32Array(size).fill(-1),
    nextArc: new Int32Array(count),
    target: new Int32Array(count),
    left: new Float64Array(count),
  };
  for (let i = 0; i < from.length; i++) {
    link(arcs, 2 * i, from[i]!, to[i]!, capacity[i]!);
    link(arcs, 2 * i + 1, to[i]!, from[i]!, 0);
  }
  return arcs;
}

function link({ head, nextArc, target, left }: Arcs, arc: number, from: number, to: number, capacity: number): void {
  target[arc] = to;
  left[arc] = capacity;
  nextArc[arc] = head[from]!;
  head[from] = arc;
}

/** Distances from the source over arcs with room; -1 where none leads. */
function layer({ head, nextArc, target, left }: Arcs, level: Int32Array, source: number, sink: number): boolean {
  level.fill(-1);
  level[source] = 0;
  const queue = [source];
  for (const here of queue) {
    for (let arc = head[here]!; arc >= 0; arc = nextArc[arc]!) {
      const there = target[arc]!;
      if (left[arc]! <= 0 || level[there]! >= 0) continue;
      level[there] = level[here]! + 1;
      queue.push(there);
    }
  }
  return level[sink]! >= 0;
}

/** Sends flow along one path of the layers; 0 where there is none left. */
function push(arcs: Arcs, level: Int32Array, next: Int32Array, source: number, sink: number): number {
  const { nextArc, target, left } = arcs;
  const path: number[] = [];
  let here = source;
  while (here !== sink) {
    const arc = next[here]!;
    if (arc < 0) {
      const back = path.pop();
      if (back === undefined) return 0;
      here = target[back ^ 1]!;
      next[here] = nextArc[next[here]!]!;
    } else if (left[arc]! > 0 && level[target[arc]!] === level[here]! + 1) {
      path.push(arc);
      here = target[arc]!;
    } else next[here] = nextArc[arc]!;
  }
  const sent = path.reduce((least, arc) => Math.min(least, left[arc]!), Infinity);
  for (const arc of path) {
    left[arc]! -= sent;
    left[arc ^ 1]! += sent;
  }
  return sent;
}
