import type { Vertex } from '../edges/vertices.ts';
import type { Container, Pod } from '../edges/world-pods.ts';
import type { Resource } from '../model/resource.ts';
import type { Goal } from './goals.ts';
import { type Graph, proofOf, UNIT } from './graph.ts';
import { easiest, type Mask, pathFrom, pathTo, type Tree, UNREACHED } from './search.ts';

/** The easiest way that leads through an object. */
export interface Through {
  readonly goal: Goal;
  readonly cost: number;
  /** Numbers of its steps. */
  readonly steps: readonly number[];
}

/** Above so many steps only the pods on the way are looked at, not the objects that make each step true. */
const MOST_FACTS = 200_000;

/** For each object that lies on some way from the sources to a goal: the easiest such way to the goal of most impact. */
export function throughObjects(
  graph: Graph,
  sources: readonly number[],
  goals: readonly Goal[],
): ReadonlyMap<Resource, Through> {
  const admin = graph.world.clusterAdmin.id;
  const banned = new Uint8Array(graph.size);
  banned[admin] = 1;
  const forward = easiest(graph, sources, { ends: banned });
  const found = new Map<Resource, Through>();
  for (const [, members] of [...Map.groupBy(goals, ({ impact }) => impact)].sort(([a], [b]) => b - a)) {
    const vertices = members.flatMap((goal) => goal.vertices);
    const mask: Mask = vertices.includes(admin) ? {} : { vertices: banned };
    const backward = easiest(graph, vertices, mask, true);
    for (const [resource, step] of bestSteps(graph, forward, backward)) {
      if (found.has(resource)) continue;
      const steps = wayThrough(graph, forward, backward, step);
      const last = graph.to[steps.at(-1)!]!;
      const goal = members.find((one) => one.vertices.includes(last));
      if (goal) found.set(resource, { goal, steps, cost: throughCost(graph, forward, backward, step)! });
    }
  }
  return found;
}

/** The cheapest step of each object that makes it true, or whose pod it enters. */
function bestSteps(graph: Graph, forward: Tree, backward: Tree): Map<Resource, number> {
  const best = new Map<Resource, { readonly step: number; readonly cost: number }>();
  const note = (resource: Resource | undefined, step: number, cost: number) => {
    const known = resource && best.get(resource);
    if (resource && (!known || known.cost > cost)) best.set(resource, { step, cost });
  };
  const onTheWay: number[] = [];
  for (let step = 0; step < graph.from.length; step++) {
    if (throughCost(graph, forward, backward, step) !== undefined) onTheWay.push(step);
  }
  for (const step of onTheWay) {
    const cost = throughCost(graph, forward, backward, step)!;
    note(objectOf(graph.vertices[graph.to[step]!]!), step, cost);
    if (onTheWay.length > MOST_FACTS) continue;
    for (const { resource } of proofOf(graph, step)) note(resource, step, cost);
  }
  return new Map([...best].map(([resource, { step }]) => [resource, step]));
}

function throughCost({ from, to, cost }: Graph, forward: Tree, backward: Tree, step: number): number | undefined {
  const [before, after] = [forward.cost[from[step]!]!, backward.cost[to[step]!]!];
  return before === UNREACHED || after === UNREACHED ? undefined : before + cost[step]! + after;
}

function wayThrough(graph: Graph, forward: Tree, backward: Tree, step: number): number[] {
  return [...pathTo(graph, forward, graph.from[step]!)!, step, ...pathFrom(graph, backward, graph.to[step]!)!];
}

function objectOf(vertex: Vertex): Resource | undefined {
  if (vertex.kind === 'pod') return (vertex as Pod).resource;
  return vertex.kind === 'container' ? (vertex as Container).pod.resource : undefined;
}

/** How urgent what lies on a way is, from 0 to 100: by what is won, and less for each hardship. */
export function priorityOf({ goal, cost }: Through): number {
  return Math.max(1, goal.impact - 2 * Math.floor(cost / UNIT));
}
