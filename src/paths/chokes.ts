import { rowsOf } from './csr.ts';
import { chain, dominators } from './dominators.ts';
import type { Goal } from './goals.ts';
import type { Graph } from './graph.ts';
import { withEnds } from './routes.ts';
import { hops, type Mask, UNREACHED } from './search.ts';

/** The steps that lie on some way from the sources to a goal. */
export interface Relevant {
  readonly steps: readonly number[];
  readonly sources: readonly number[];
  readonly goals: readonly Goal[];
}

/** Steps between what the sources reach and what reaches a goal; nobody goes on from cluster-admin. */
export function relevantSteps(
  graph: Graph,
  sources: readonly number[],
  goals: readonly Goal[],
  mask: Mask = {},
): Relevant {
  const bounded = withEnds(graph, { sources, goals, mask });
  const reached = hops(graph, sources, bounded);
  const targets = goals.flatMap(({ vertices }) => vertices);
  const leading = hops(graph, targets, mask, true);
  const admin = graph.world.clusterAdmin.id;
  const steps: number[] = [];
  for (let i = 0; i < graph.from.length; i++) {
    const [from, to] = [graph.from[i]!, graph.to[i]!];
    if (reached[from] === UNREACHED || leading[to] === UNREACHED) continue;
    if (mask.steps?.[i] || (from === admin && !sources.includes(from))) continue;
    steps.push(i);
  }
  return { steps, sources, goals };
}

/**
 * Vertices that every way from any source to any goal passes, from the sources on, sources and goals left out: the dominators of
 * a vertex behind all goals, in a graph with one vertex before all sources.
 */
export function chokePoints(graph: Graph, { steps, sources, goals }: Relevant): number[] {
  const [root, sink] = [graph.size, graph.size + 1];
  const targets = [...new Set(goals.flatMap(({ vertices }) => vertices))];
  const from = [...steps.map((step) => graph.from[step]!), ...sources.map(() => root), ...targets];
  const to = [...steps.map((step) => graph.to[step]!), ...sources, ...targets.map(() => sink)];
  const [heads, tails] = [Int32Array.from(from), Int32Array.from(to)];
  const size = graph.size + 2;
  const tree = dominators(size, root, rowsOf(size, heads, tails), rowsOf(size, tails, heads));
  const ends = new Set([root, sink, ...sources]);
  return chain(tree, root, sink).filter((vertex) => !ends.has(vertex));
}
