import type { Network } from './graph.ts';
import { easiest, type Mask, pathTo, UNREACHED } from './search.ts';

interface Candidate {
  readonly steps: readonly number[];
  readonly cost: number;
}

/** The easiest paths between some vertices and one target that visit no vertex twice, in order of cost (Yen's algorithm). */
export function easiestPaths(
  network: Network,
  ends: { readonly sources: readonly number[]; readonly target: number },
  most: number,
  mask: Mask = {},
): readonly (readonly number[])[] {
  const { sources, target } = ends;
  const first = pathTo(network, easiest(network, sources, mask), target);
  if (!first) return [];
  const found: Candidate[] = [{ steps: first, cost: costOf(network, first) }];
  const waiting = new Map<string, Candidate>();
  while (found.length < most) {
    for (const candidate of spurs(network, { sources, target }, found, mask)) {
      waiting.set(candidate.steps.join(), candidate);
    }
    for (const { steps } of found) waiting.delete(steps.join());
    const next = cheapest(waiting.values());
    if (!next) break;
    waiting.delete(next.steps.join());
    found.push(next);
  }
  return found.map(({ steps }) => steps);
}

function cheapest(candidates: Iterable<Candidate>): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) if (!best || candidate.cost < best.cost) best = candidate;
  return best;
}

/** Every way to leave the last path at one of its vertices. */
function* spurs(
  network: Network,
  { sources, target }: { readonly sources: readonly number[]; readonly target: number },
  found: readonly Candidate[],
  mask: Mask,
): Generator<Candidate> {
  const last = found.at(-1)!.steps;
  for (let i = 0; i < last.length; i++) {
    const root = last.slice(0, i);
    const steps = mask.steps?.slice() ?? new Uint8Array(network.from.length);
    const vertices = mask.vertices?.slice() ?? new Uint8Array(network.size);
    for (const { steps: known } of found) {
      const shares = root.every((step, k) => known[k] === step);
      const taken = known[i];
      if (shares && taken !== undefined) removeParallel(network, taken, steps);
    }
    for (const step of root) vertices[network.from[step]!] = 1;
    const starts = i === 0 ? sources : [network.from[last[i]!]!];
    const tree = easiest(network, starts, { ...mask, steps, vertices });
    if (tree.cost[target] === UNREACHED) continue;
    const path = [...root, ...pathTo(network, tree, target)!];
    if (path.length > 0) yield { steps: path, cost: costOf(network, path) };
  }
}

/** Two steps between the same vertices are one way, told by the easier of them. */
function removeParallel({ from, to, out }: Network, step: number, removed: Uint8Array): void {
  const here = from[step]!;
  for (let i = out.start[here]!; i < out.start[here + 1]!; i++) if (out.to[i] === to[step]) removed[out.step[i]!] = 1;
}

export function costOf({ cost }: Network, steps: readonly number[]): number {
  return steps.reduce((sum, step) => sum + cost[step]!, 0);
}
