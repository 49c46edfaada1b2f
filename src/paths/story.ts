import type { Ease, Edge, Fact } from '../edges/edge.ts';
import type { Vertex } from '../edges/vertices.ts';
import type { Endpoint } from '../edges/world-endpoints.ts';
import type { Container } from '../edges/world-pods.ts';
import type { Place } from '../model/place.ts';
import { type Graph, proofOf, UNIT } from './graph.ts';
import type { Route } from './routes.ts';

/** One step of a way, as it is told. */
export interface Told {
  readonly from: Vertex;
  readonly to: Vertex;
  readonly edge: Edge;
  readonly ease: Ease;
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  readonly note: string;
  readonly place: Place;
  /** `ClusterRoleBinding ops-admins`. */
  readonly object: string;
}

const EASE_BY_COST: readonly (readonly [hardness: number, ease: Ease])[] = [
  [8, 'hard'],
  [3, 'moderate'],
  [1, 'easy'],
  [0, 'given'],
];

/** Told facts are few: whoever wants all of them asks the object. */
const MOST_FACTS = 6;

/** `facts` where the way tells more than the step: which workload it is that sends. */
export function toldStep(graph: Graph, step: number, facts: readonly Fact[] = proofOf(graph, step)): Told {
  return {
    from: graph.vertices[graph.from[step]!]!,
    to: graph.vertices[graph.to[step]!]!,
    edge: graph.edges[graph.kind[step]!]!,
    ease: easeOf(graph.cost[step]!),
    evidence: facts.slice(0, MOST_FACTS).map(({ resource, path, note }) => ({
      note,
      place: resource.origin.locate(path),
      object: `${resource.kind} ${resource.namespace ? `${resource.namespace}/` : ''}${resource.name}`,
    })),
  };
}

export function storyOf(graph: Graph, { steps }: Pick<Route, 'steps'>): Told[] {
  return steps.map((step, i) => toldStep(graph, step, sentFacts(graph, steps, i)));
}

/** Zones and classes of endpoints stand for many: what decides between the two workloads of this way is asked for them. */
function sentFacts(
  { world, vertices, from, to }: Graph,
  steps: readonly number[],
  i: number,
): readonly Fact[] | undefined {
  const [before, here, after] = [steps[i - 1], steps[i]!, steps[i + 1]];
  if (before === undefined || after === undefined) return undefined;
  if (vertices[from[here]!]!.kind !== 'network' || vertices[to[here]!]!.kind !== 'network') return undefined;
  const [source, target] = [vertices[from[before]!]!, vertices[to[after]!]!];
  if (source.kind !== 'container' || target.kind !== 'endpoint') return undefined;
  return world.network.reachFacts((source as Container).pod.group, target as Endpoint);
}

/** How hard a step is that costs so much. */
export function easeOf(cost: number): Ease {
  const hardness = Math.floor(cost / UNIT);
  return EASE_BY_COST.find(([least]) => hardness >= least)![1];
}

/** How hard a way is: that of its hardest step, and how many steps are work at all. */
export function hardnessOf(story: readonly Told[]): { readonly hardest: Ease; readonly actions: number } {
  const order: readonly Ease[] = ['given', 'easy', 'moderate', 'hard'];
  const hardest = story.reduce<Ease>(
    (most, { ease }) => (order.indexOf(ease) > order.indexOf(most) ? ease : most),
    'given',
  );
  return { hardest, actions: story.filter(({ ease }) => ease !== 'given').length };
}
