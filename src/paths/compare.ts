import type { Vertex } from '../edges/vertices.ts';
import type { Container } from '../edges/world-pods.ts';
import type { Endpoint } from '../edges/world-endpoints.ts';
import type { Reached, Zone } from '../edges/world-zones.ts';
import { adminsOf } from './admins.ts';
import { costOf } from './alternatives.ts';
import type { Goal } from './goals.ts';
import type { Graph } from './graph.ts';
import { type Route, scoreOf, withEnds } from './routes.ts';
import { easiest, hops, type Mask, pathFrom, pathTo, type Tree, UNREACHED } from './search.ts';

/** One side of a comparison: a graph and the ends of the question in it. */
export interface Side {
  readonly graph: Graph;
  readonly sources: readonly number[];
  readonly goals: readonly Goal[];
}

/**
 * Ways from the sources to goals that are in one graph and not in the other: for each goal and each step that only this graph
 * has, the easiest way that takes it. A way is new exactly where one of its steps is.
 */
export function newRoutes(before: Side, after: Side): Route[] {
  const { graph, sources, goals } = after;
  const mask = withEnds(graph, after);
  const forward = easiest(graph, sources, mask);
  const known = knownSteps(before.graph);
  const admin = graph.world.clusterAdmin.id;
  const finished = mask.ends?.[admin] ? adminsOf(graph, sources) : NOBODY;
  const candidates = [...graph.from.keys()].filter((step) => {
    const [from, to] = [graph.from[step]!, graph.to[step]!];
    if (forward.cost[from] === UNREACHED || (finished.has(from) && to !== admin)) return false;
    return !isKnown(graph, step, known) && isNews(graph, step, before.graph);
  });
  const near = nearest(graph, goals, { forward, candidates });
  if (near.length === 0) return [];
  const routes = goals.flatMap((goal) => goalRoutes(graph, goal, { forward, candidates: near, sources, mask }));
  return routes.sort((a, b) => scoreOf(b) - scoreOf(a) || a.steps.length - b.steps.length);
}

const NOBODY: ReadonlySet<number> = new Set();

/** So many new steps are looked at, the easiest to come to first: where more lead to a goal, these tell of it. */
const MOST_STEPS = 2000;

/** New steps that some goal can be reached from. */
function nearest(
  graph: Graph,
  goals: readonly Goal[],
  { forward, candidates }: Pick<Candidates, 'forward' | 'candidates'>,
): number[] {
  if (candidates.length === 0) return [];
  const targets = goals.flatMap(({ vertices }) => vertices);
  const leading = hops(graph, targets, {}, true);
  return candidates
    .filter((step) => leading[graph.to[step]!] !== UNREACHED)
    .sort((a, b) => forward.cost[graph.from[a]!]! - forward.cost[graph.from[b]!]!)
    .slice(0, MOST_STEPS);
}

interface Candidates {
  readonly forward: Tree;
  readonly candidates: readonly number[];
  readonly sources: readonly number[];
  readonly mask: Mask;
}

/** For each goal, ways through different new steps; those that come down to the same way are told once. */
function goalRoutes(graph: Graph, goal: Goal, { forward, candidates, sources, mask }: Candidates): Route[] {
  const admin = graph.world.clusterAdmin.id;
  const isOpen = goal.vertices.includes(admin) || sources.includes(admin);
  const backward = easiest(graph, goal.vertices, { vertices: isOpen ? undefined : mask.ends }, true);
  const found = new Map<string, Route>();
  for (const step of candidates) {
    const head = pathTo(graph, forward, graph.from[step]!);
    const tail = pathFrom(graph, backward, graph.to[step]!);
    if (!head || !tail) continue;
    const steps = [...head, step, ...tail];
    const visited = steps.map((one) => graph.to[one]!);
    if (new Set(visited).size < visited.length) continue;
    found.set(steps.join(), { goal, steps, cost: costOf(graph, steps), alike: [] });
  }
  return [...found.values()].sort((a, b) => a.cost - b.cost).slice(0, MOST_PER_GOAL);
}

const MOST_PER_GOAL = 20;

function knownSteps({ from, to, kind, vertices, edges }: Graph): ReadonlySet<string> {
  const names = new Set<string>();
  for (let i = 0; i < from.length; i++) {
    names.add(`${vertices[from[i]!]!.name} ${edges[kind[i]!]!.id} ${vertices[to[i]!]!.name}`);
  }
  return names;
}

function isKnown({ from, to, kind, vertices, edges }: Graph, step: number, known: ReadonlySet<string>): boolean {
  return known.has(`${vertices[from[step]!]!.name} ${edges[kind[step]!]!.id} ${vertices[to[step]!]!.name}`);
}

/** Pairs that are looked at to tell whether a zone has become larger. */
const MOST_PAIRS = 20_000;

/**
 * The vertices between workloads and endpoints go by the name of one of their members, which says nothing of the others: such a
 * step is news where a container of the zone did not reach the endpoint before.
 */
function isNews(graph: Graph, step: number, before: Graph): boolean {
  const [from, to] = [graph.vertices[graph.from[step]!]!, graph.vertices[graph.to[step]!]!];
  if (from.kind !== 'network' && to.kind !== 'network') return true;
  if (to.kind !== 'network' || from.kind !== 'network') return false;
  let left = MOST_PAIRS;
  for (const source of membersOf(graph, from as Zone)) {
    for (const endpoint of (to as Reached).endpoints) {
      if (left-- <= 0 || !reached(before, source, endpoint)) return true;
    }
  }
  return false;
}

function membersOf({ world }: Graph, zone: Zone): readonly Container[] {
  return world.places.containers.filter(({ pod }) => world.network.zones.of[pod.group] === zone);
}

function reached({ world }: Graph, { name }: Vertex, { name: target }: Endpoint): boolean {
  const [from, to] = [world.vertices.find(name), world.vertices.find(target)];
  return from?.kind === 'container' && to?.kind === 'endpoint'
    ? world.network.reaches((from as Container).pod, to as Endpoint)
    : false;
}
