import type { Vertex } from '../edges/vertices.ts';
import type { Endpoint } from '../edges/world-endpoints.ts';
import type { Container, Pod } from '../edges/world-pods.ts';
import type { Volume } from '../edges/world-volumes.ts';
import type { World } from '../edges/world.ts';
import { adminsOf } from './admins.ts';
import { costOf, easiestPaths } from './alternatives.ts';
import type { Goal } from './goals.ts';
import { type Graph, UNIT } from './graph.ts';
import { easiest, type Mask, pathFrom, pathTo, UNREACHED } from './search.ts';

/** A way from a source to a goal. */
export interface Route {
  readonly goal: Goal;
  /** Numbers of steps. */
  readonly steps: readonly number[];
  readonly cost: number;
  /** Other goals that are reached in the same way: by other replicas, on other nodes. */
  readonly alike: readonly Goal[];
}

export interface RouteWish {
  /** Ids of vertices. */
  readonly sources: readonly number[];
  readonly goals: readonly Goal[];
  /** How many ways to each goal. */
  readonly alternatives?: number;
  readonly mask?: Mask;
  /** Also the easiest way from each place where the sources get in at once, to so many goals; 0 where it is not given. */
  readonly entriesOf?: number;
}

/** The easiest way to each goal, by what is won and how hard it is; ways that only differ in replicas are told once. */
export function routesOf(graph: Graph, wish: RouteWish): Route[] {
  const mask = briefly(graph, wish);
  const { sources, goals, alternatives = 1 } = wish;
  const tree = easiest(graph, sources, mask);
  const found = goals.flatMap((goal): Route[] => {
    const target = nearest(goal, tree.cost);
    if (target === undefined || sources.includes(target)) return [];
    const paths =
      alternatives > 1
        ? easiestPaths(graph, { sources, target }, alternatives, mask)
        : [pathTo(graph, tree, target) ?? []];
    return paths.map((steps) => ({ goal, steps, cost: costOf(graph, steps), alike: [] }));
  });
  const best = together(graph, found).sort(byScore);
  if (!wish.entriesOf) return best;
  const entered = enteredRoutes(graph, best, { ...wish, mask });
  return together(graph, [...best, ...entered]).sort(byScore);
}

/** From each entrance the easiest way to each of the best goals, and to any of the others from those that lead to none of them. */
function enteredRoutes(graph: Graph, best: readonly Route[], { sources, entriesOf, mask = {} }: RouteWish): Route[] {
  const first = [...new Set(best.slice(0, entriesOf).map(({ goal }) => goal))];
  const entered = first.flatMap((goal) => byEntry(graph, [goal], sources, mask));
  const known = new Set(entered.map(({ steps }) => steps[0]));
  const others = new Set(best.flatMap(({ goal, alike }) => [goal, ...alike]));
  for (const goal of first) others.delete(goal);
  if (others.size === 0) return entered;
  return [...entered, ...byEntry(graph, [...others], sources, mask).filter(({ steps }) => !known.has(steps[0]))];
}

/** Of ways in the order of their worth, those that tell something new: the first to each goal, and the first from each entrance. */
export function tellingOnes(graph: Graph, routes: readonly Route[]): Route[] {
  const known = new Set<unknown>();
  return routes.filter(({ goal, steps, alike }) => {
    const news = [goal, ...alike, entranceOf(graph, steps)].filter((one) => !known.has(one));
    for (const one of news) known.add(one);
    return news.length > 0;
  });
}

/** Who gets in, and where. */
function entranceOf({ vertices, from, to }: Graph, [first]: readonly number[]): string {
  return `${classOf(vertices[from[first!]!]!)} ${classOf(vertices[to[first!]!]!)}`;
}

function byScore(a: Route, b: Route): number {
  return scoreOf(b) - scoreOf(a) || a.steps.length - b.steps.length;
}

/** The easiest way to any of some goals from each vertex that a source leads to; one that goes through another of these adds nothing. */
function byEntry(graph: Graph, goals: readonly Goal[], sources: readonly number[], mask: Mask): Route[] {
  const goalAt = new Map(goals.toReversed().flatMap((goal) => goal.vertices.map((vertex) => [vertex, goal] as const)));
  const vertices = mask.vertices?.slice() ?? new Uint8Array(graph.size);
  for (const source of sources) vertices[source] = 1;
  for (const { id } of graph.vertices) if (mask.ends?.[id] && !goalAt.has(id)) vertices[id] = 1;
  const tree = easiest(graph, goalAt.keys(), { ...(mask.steps && { steps: mask.steps }), vertices }, true);
  const { start, to, step } = graph.out;
  return sources.flatMap((source) => {
    const first = new Map<number, number>();
    for (let i = start[source]!; i < start[source + 1]!; i++) if (!first.has(to[i]!)) first.set(to[i]!, step[i]!);
    const isOpen = (step: number | undefined) => step !== undefined && !mask.steps?.[step];
    return [...first].flatMap(([entry, entering]): Route[] => {
      const rest = pathFrom(graph, tree, entry);
      if (!rest || !isOpen(entering)) return [];
      if (rest.some((step) => isOpen(first.get(graph.to[step]!)))) return [];
      const steps = [entering, ...rest];
      const goal = goalAt.get(graph.to[steps.at(-1)!]!)!;
      return [{ goal, steps, cost: costOf(graph, steps), alike: [] }];
    });
  });
}

/** Whoever may do everything need not go on: where that is a goal, ways to others count only where they don't lead through there. */
export function withEnds({ world, size }: Graph, { goals, mask = {} }: RouteWish): Mask {
  const ends = new Uint8Array(size);
  if (wantsAdmin(world, goals)) ends[world.clusterAdmin.id] = 1;
  return { ...mask, ends };
}

function wantsAdmin({ clusterAdmin }: World, goals: readonly Goal[]): boolean {
  return goals.some(({ vertices }) => vertices.includes(clusterAdmin.id));
}

/** What is told also stops at rights that are as good as everything, but for whoever starts there. */
function briefly(graph: Graph, wish: RouteWish): Mask {
  const mask = withEnds(graph, wish);
  const { world, out } = graph;
  if (wish.mask || !wantsAdmin(world, wish.goals)) return mask;
  const steps = new Uint8Array(graph.from.length);
  for (const admin of adminsOf(graph, wish.sources)) {
    for (let i = out.start[admin]!; i < out.start[admin + 1]!; i++)
      if (out.to[i] !== world.clusterAdmin.id) steps[out.step[i]!] = 1;
  }
  return { ...mask, steps };
}

function nearest({ vertices }: Goal, cost: Int32Array): number | undefined {
  const reached = vertices.filter((vertex) => cost[vertex] !== undefined && cost[vertex] !== UNREACHED);
  return reached.reduce<number | undefined>(
    (best, vertex) => (best === undefined || cost[vertex]! < cost[best]! ? vertex : best),
    undefined,
  );
}

export function scoreOf({ goal, cost }: Route): number {
  return goal.impact - 3 * Math.floor(cost / UNIT);
}

function together(graph: Graph, routes: readonly Route[]): Route[] {
  const groups = Map.groupBy(routes, (route) => likeness(graph, route));
  return [...groups.values()].map(([first, ...rest]) => {
    const others = new Set([first!, ...rest].flatMap(({ goal, alike }) => [goal, ...alike]));
    others.delete(first!.goal);
    return { ...first!, alike: [...others] };
  });
}

function likeness({ vertices, from, to, kind }: Graph, { goal, steps }: Route): string {
  const source = steps.length > 0 ? classOf(vertices[from[steps[0]!]!]!) : '';
  const parts = steps.map((step) => `${kind[step]} ${classOf(vertices[to[step]!]!)}`);
  return [goal.kind, goal.impact, source, ...parts].join('|');
}

/** Replicas are one class, nodes, and the ports of a workload. */
function classOf(vertex: Vertex): string {
  switch (vertex.kind) {
    case 'pod':
      return `pod ${(vertex as Pod).group}`;
    case 'container':
      return `container ${(vertex as Container).pod.group} ${(vertex as Container).view.name}`;
    case 'volume':
      return `volume ${(vertex as Volume).pod.group} ${(vertex as Volume).title}`;
    case 'endpoint':
      return `endpoint ${(vertex as Endpoint).group}`;
    case 'node':
      return 'node';
    default:
      return String(vertex.id);
  }
}
