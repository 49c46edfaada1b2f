import type { Fact } from '../edges/edge.ts';
import type { Resource } from '../model/resource.ts';
import type { SeenFlow } from '../network/flows/flow.ts';
import { chokePoints, type Relevant, relevantSteps } from './chokes.ts';
import { changesOf, type Control } from './controls.ts';
import { fencesOf } from './fences.ts';
import { minimalCut } from './flow.ts';
import type { Goal } from './goals.ts';
import { type Graph, proofOf } from './graph.ts';
import { inTemplate, ownersIn } from './owned.ts';
import { type Route, routesOf, withEnds } from './routes.ts';
import { hops, type Mask, UNREACHED } from './search.ts';

/** What one change alone does. */
export interface Effect {
  readonly control: Control;
  /** Part of the ways (pairs of an entry and a goal) that are gone, from 0 to 1. */
  readonly removed: number;
}

export interface CutPlan {
  /** Vertices that every way passes. */
  readonly chokes: readonly number[];
  /** Changes that by themselves take ways away, the best first. */
  readonly single: readonly Effect[];
  /** Changes that together leave no way; undefined where steps that nothing takes away lead to a goal. */
  readonly all: readonly Control[] | undefined;
  /** Pairs of an entry and a goal that are connected. */
  readonly pairs: number;
  /** Ways by steps that no change here takes away. */
  readonly uncut: readonly Route[];
}

export interface CutWish {
  readonly sources: readonly number[];
  readonly goals: readonly Goal[];
  /** How much dearer a change is than it says by itself, 1 for not at all: what is known to be used is best left alone. */
  readonly dearness?: (control: Control) => number;
  /** Connections that were seen: what network policies of a plan must let through. */
  readonly flows?: readonly SeenFlow[];
}

/** Above so many steps the changes are chosen along the easiest ways alone. */
const MOST_STEPS = 300_000;
/** Changes whose effect alone is computed. */
const MOST_SINGLES = 60;

/** Looks for the changes that cut the ways from the sources to the goals: exact in the graph, to be verified on the objects. */
export function planCut(graph: Graph, wish: CutWish): CutPlan {
  const { sources, goals } = wish;
  const relevant = relevantSteps(graph, sources, goals);
  const changes = changesIn(graph);
  const find = (steps: readonly number[]) => controlsOf(graph, steps, changes, wish.dearness);
  const along = new Set(routeSteps(graph, wish));
  const controls = new Map(find(relevant.steps.length > MOST_STEPS ? [...along] : relevant.steps));
  for (const { control, steps } of fencesOf(graph, relevant, { along, flows: wish.flows })) {
    controls.set(control.key, { control: dearer(control, wish.dearness), steps: [...steps] });
  }
  const all = allCut(graph, relevant, controls, find);
  const before = connectedPairs(graph, wish);
  const candidates = [...controls.values()].filter(
    ({ control, steps }) => all?.some(({ key }) => key === control.key) || steps.some((step) => along.has(step)),
  );
  const single = candidates
    .slice(0, MOST_SINGLES)
    .map(({ control, steps }) => ({
      control,
      removed: before === 0 ? 0 : 1 - connectedPairs(graph, wish, maskOf(graph, [steps])) / before,
    }))
    .filter(({ removed }) => removed > 0)
    .sort((a, b) => b.removed - a.removed || a.control.weight - b.control.weight);
  const cuttable = maskOf(
    graph,
    [...controls.values()].map(({ steps }) => steps),
  );
  const uncut = all ? [] : routesOf(graph, { sources, goals, mask: cuttable });
  return { chokes: chokePoints(graph, relevant), single, all, pairs: before, uncut };
}

/** A change, and the steps that it takes away. */
interface Effects {
  readonly control: Control;
  readonly steps: number[];
}

/** Finds the changes that take steps away. */
type Find = (steps: readonly number[]) => ReadonlyMap<string, Effects>;

/** The changes of objects that somebody can change: of the template, where a workload makes the pod. */
function changesIn({ world }: Graph): (fact: Fact) => readonly Control[] {
  let owners: ReadonlyMap<Resource, Resource> | undefined;
  return (fact) => {
    if (fact.resource.type !== 'Pod') return changesOf(fact);
    const owner = (owners ??= ownersIn(world)).get(fact.resource);
    const said = owner ? inTemplate(fact, owner) : fact;
    return said ? changesOf(said) : [];
  };
}

function controlsOf(
  graph: Graph,
  steps: readonly number[],
  changes: (fact: Fact) => readonly Control[],
  dearness: CutWish['dearness'],
): Map<string, Effects> {
  const found = new Map<string, Effects>();
  for (const step of steps) {
    for (const fact of proofOf(graph, step)) {
      for (const control of changes(fact)) {
        const known = found.get(control.key);
        if (!known) found.set(control.key, { control: dearer(control, dearness), steps: [step] });
        else if (known.steps.at(-1) !== step) known.steps.push(step);
      }
    }
  }
  return found;
}

function dearer(control: Control, dearness: CutWish['dearness']): Control {
  return dearness ? { ...control, weight: control.weight * dearness(control) } : control;
}

function routeSteps(graph: Graph, wish: CutWish): number[] {
  return [...new Set(routesOf(graph, { ...wish, entriesOf: 20 }).flatMap(({ steps }) => steps))];
}

function maskOf(graph: Graph, lists: readonly (readonly number[])[]): Mask {
  const steps = new Uint8Array(graph.from.length);
  for (const list of lists) for (const step of list) steps[step] = 1;
  return { steps };
}

/**
 * A cheap set of changes that leaves no way. The flow through the graph gives a least cut in steps; its changes are then left
 * out again one by one, the dearest first, as long as nothing is connected.
 */
function allCut(
  graph: Graph,
  relevant: Relevant,
  controls: ReadonlyMap<string, Effects>,
  find: Find,
): readonly Control[] | undefined {
  if (relevant.steps.length === 0) return [];
  const chosen =
    relevant.steps.length > MOST_STEPS ? byRoutes(graph, relevant, controls, find) : byFlow(graph, relevant, controls);
  if (!chosen) return undefined;
  const needed = thinned(graph, relevant, chosen);
  return thinned(graph, relevant, cheapened(graph, relevant, needed, controls)).map(({ control }) => control);
}

/** Leaves out, the dearest first, what the others do as well. */
function thinned(graph: Graph, relevant: Relevant, chosen: readonly Effects[]): readonly Effects[] {
  let kept = chosen;
  for (const one of dearestFirst(chosen)) {
    const rest = kept.filter((other) => other !== one);
    if (isCut(graph, relevant, rest)) kept = rest;
  }
  return kept;
}

function dearestFirst(list: readonly Effects[]): Effects[] {
  return list.toSorted((a, b) => b.control.weight - a.control.weight);
}

function isCut(graph: Graph, relevant: Relevant, chosen: readonly Effects[]): boolean {
  const lists = chosen.map(({ steps }) => steps);
  return !isConnected(graph, relevant, maskOf(graph, lists));
}

/** Changes that are tried in the place of one. */
const MOST_TRIED = 40;

/** The flow pays for a change once for each pair of vertices: a cheaper one may do alone what several steps made look dear. */
function cheapened(
  graph: Graph,
  relevant: Relevant,
  chosen: readonly Effects[],
  controls: ReadonlyMap<string, Effects>,
): readonly Effects[] {
  if (relevant.steps.length > MOST_STEPS) return chosen;
  const offers = [...controls.values()].sort((a, b) => a.control.weight - b.control.weight || byWorth(a, b));
  let best = chosen;
  for (const one of dearestFirst(chosen)) {
    const rest = best.filter((other) => other !== one);
    if (isCut(graph, relevant, rest)) {
      best = rest;
      continue;
    }
    const cheaper = offers.filter(({ control }) => control.weight < one.control.weight);
    const better = cheaper.slice(0, MOST_TRIED).find((offer) => isCut(graph, relevant, [...rest, offer]));
    if (better) best = [...rest, better];
  }
  return best;
}

function byFlow(graph: Graph, relevant: Relevant, controls: ReadonlyMap<string, Effects>): Effects[] | undefined {
  const cheapest = new Map<number, Effects>();
  for (const effects of [...controls.values()].sort(byWorth)) {
    for (const step of effects.steps) if (!cheapest.has(step)) cheapest.set(step, effects);
  }
  const pairs = pairsOf(graph, relevant.steps, cheapest);
  const [source, sink] = [graph.size, graph.size + 1];
  const targets = [...new Set(relevant.goals.flatMap(({ vertices }) => vertices))];
  const fixed = [
    ...relevant.sources.map((to) => [source, to] as const),
    ...targets.map((from) => [from, sink] as const),
  ];
  const cut = minimalCut(
    {
      size: graph.size + 2,
      from: [...pairs.map(({ from }) => from), ...fixed.map(([from]) => from)],
      to: [...pairs.map(({ to }) => to), ...fixed.map(([, to]) => to)],
      capacity: [...pairs.map(({ weight }) => weight), ...fixed.map(() => Infinity)],
    },
    source,
    sink,
  );
  return cut && [...new Set(cut.flatMap((i) => pairs[i]!.effects))];
}

/** What takes away more, and what is cheaper, comes first. */
function byWorth(a: Effects, b: Effects): number {
  return a.control.weight / a.steps.length - b.control.weight / b.steps.length;
}

interface Pair {
  readonly from: number;
  readonly to: number;
  /** What the changes cost that take all steps of the pair away. */
  readonly weight: number;
  readonly effects: readonly Effects[];
}

/** Steps between the same vertices fall together: a privileged container has many ways out, and one change closes them. */
function pairsOf(graph: Graph, steps: readonly number[], cheapest: ReadonlyMap<number, Effects>): Pair[] {
  const groups = Map.groupBy(steps, (step) => graph.from[step]! * graph.size + graph.to[step]!);
  return [...groups.values()].map((list) => {
    const effects = [...new Set(list.map((step) => cheapest.get(step)))];
    const open = effects.some((one) => one === undefined);
    const known = effects.filter((one) => one !== undefined);
    const weight = open ? Infinity : known.reduce((sum, { control }) => sum + control.weight, 0);
    return { from: graph.from[list[0]!]!, to: graph.to[list[0]!]!, weight, effects: known };
  });
}

const MOST_ROUNDS = 200;

/** For graphs that are too large for a flow: closes the easiest way by its best change, and looks again. */
function byRoutes(
  graph: Graph,
  relevant: Relevant,
  controls: ReadonlyMap<string, Effects>,
  find: Find,
): Effects[] | undefined {
  const { sources, goals } = relevant;
  const chosen = new Map<string, Effects>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const mask = maskOf(
      graph,
      [...chosen.values()].map(({ steps }) => steps),
    );
    const [route] = routesOf(graph, { sources, goals, mask });
    if (!route) return [...chosen.values()];
    const own = new Set(route.steps);
    const known = [...controls.values(), ...find(route.steps).values()];
    const [best] = known.filter(({ steps }) => steps.some((step) => own.has(step))).sort(byWorth);
    if (!best) return undefined;
    const { control, steps } = best;
    chosen.set(control.key, { control, steps: [...(chosen.get(control.key)?.steps ?? []), ...steps] });
  }
  return undefined;
}

function isConnected(graph: Graph, { sources, goals }: CutWish, mask: Mask): boolean {
  const reached = hops(graph, sources, withEnds(graph, { sources, goals, mask }));
  return goals.some(({ vertices }) => vertices.some((vertex) => reached[vertex] !== UNREACHED));
}

/** Goals that are looked at for a share; more of them are taken evenly. */
const MOST_GOALS = 40;

/** Pairs of a place where the sources get in at once and a goal that can be reached from there. */
function connectedPairs(graph: Graph, { sources, goals }: CutWish, mask: Mask = {}): number {
  const { start, to, step } = graph.out;
  const entries = sources.flatMap((source) => {
    const own = new Set<number>();
    for (let i = start[source]!; i < start[source + 1]!; i++) if (!mask.steps?.[step[i]!]) own.add(to[i]!);
    return [...own];
  });
  const every = Math.max(1, Math.ceil(goals.length / MOST_GOALS));
  const banned = withEnds(graph, { sources, goals, mask }).ends!;
  let pairs = 0;
  for (const { vertices } of goals.filter((_, i) => i % every === 0)) {
    const closed = vertices.includes(graph.world.clusterAdmin.id) ? undefined : banned;
    const leading = hops(graph, vertices, { ...mask, ...(closed && { vertices: closed }) }, true);
    pairs += entries.filter((entry) => leading[entry] !== UNREACHED).length;
  }
  return pairs;
}
