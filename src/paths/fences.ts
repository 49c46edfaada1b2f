import { createWorld, type World } from '../edges/world.ts';
import type { Endpoint } from '../edges/world-endpoints.ts';
import type { Container, Pod } from '../edges/world-pods.ts';
import { toResource } from '../kubernetes/resource.ts';
import { createInventory } from '../model/inventory.ts';
import type { SeenFlow } from '../network/flows/flow.ts';
import type { Relevant } from './chokes.ts';
import type { Addition, Control } from './controls.ts';
import { createFencer } from './fence-policy.ts';
import type { Graph } from './graph.ts';
import { withEnds } from './routes.ts';
import { hops, UNREACHED } from './search.ts';

/** A network policy to be, and the steps to the endpoints of the workload that it keeps attackers from. */
export interface Fence {
  readonly control: Control;
  readonly steps: readonly number[];
}

/** Above so many workloads policies are not tried out: that costs a network analysis. */
const MOST_WORKLOADS = 5000;
/** Workloads for which a policy is tried; those on the told ways come first. */
const MOST_FENCES = 40;

/**
 * Policies that close the ways over the network to single workloads. All are tried out in one analysis, as each is about pods of
 * its own, and only those are told after which no workload that an attacker comes to reaches the endpoints.
 */
export function fencesOf(
  graph: Graph,
  relevant: Relevant,
  { along, flows }: { readonly along: ReadonlySet<number>; readonly flows?: readonly SeenFlow[] | undefined },
): Fence[] {
  const { world } = graph;
  if (world.places.groups.length > MOST_WORKLOADS) return [];
  const sending = relevant.steps.filter((step) => senderOf(graph, step) !== undefined);
  const closing = relevant.steps.filter((step) => isArrival(graph, step));
  const byTarget = Map.groupBy(closing, (step) => endpointOf(graph, step).group);
  const ranked = [...byTarget].sort(([, a], [, b]) => Number(isAlong(b, along)) - Number(isAlong(a, along)));
  const fencer = createFencer(world, flows);
  const drafts = ranked.slice(0, MOST_FENCES).flatMap(([target, own]): Draft[] => {
    const attackers = attackersBut(graph, relevant, sending, own);
    const change = fencer.policyFor(target, attackers);
    return change ? [{ target, steps: own, attackers, change }] : [];
  });
  if (drafts.length === 0) return [];
  const after = fenced(world, drafts);
  return drafts
    .filter((draft) => keepsOut(graph, draft, after))
    .map((draft) => ({ control: controlFor(world, draft, after, Boolean(flows)), steps: draft.steps }));
}

interface Draft {
  readonly target: number;
  readonly steps: readonly number[];
  /** Workloads that an attacker comes to without these steps. */
  readonly attackers: ReadonlySet<number>;
  readonly change: Addition;
}

/** The workload that an attacker sends from, where a step is about sending. */
function senderOf({ vertices, from, to }: Graph, step: number): number | undefined {
  const [source, target] = [vertices[from[step]!]!, vertices[to[step]!]!];
  return source.kind === 'container' && target.kind === 'network' ? (source as Container).pod.group : undefined;
}

function attackersBut(
  graph: Graph,
  { sources, goals }: Relevant,
  sending: readonly number[],
  closed: readonly number[],
): ReadonlySet<number> {
  const mask = new Uint8Array(graph.from.length);
  for (const step of closed) mask[step] = 1;
  const reached = hops(graph, sources, withEnds(graph, { sources, goals, mask: { steps: mask } }));
  return new Set(
    sending.flatMap((step) => (reached[graph.from[step]!] === UNREACHED ? [] : (senderOf(graph, step) ?? []))),
  );
}

/** The last step over the network. Ways through the API server go past policies. */
function isArrival({ vertices, from, to }: Graph, step: number): boolean {
  const source = vertices[from[step]!]!;
  return vertices[to[step]!]!.kind === 'endpoint' && source.name.startsWith('network/to:');
}

function endpointOf({ vertices, to }: Graph, step: number): Endpoint {
  return vertices[to[step]!]! as Endpoint;
}

function isAlong(steps: readonly number[], along: ReadonlySet<number>): boolean {
  return steps.some((step) => along.has(step));
}

/** One pod of each workload. */
function podsByGroup({ places }: World): ReadonlyMap<number, Pod> {
  return new Map(places.pods.map((pod) => [pod.group, pod]));
}

/** The network with all policies, its endpoints by name, and a pod of each workload of the world before. */
interface Fenced {
  readonly pods: ReadonlyMap<number, Pod>;
  readonly network: World['network'];
  readonly endpoints: ReadonlyMap<string, Endpoint>;
}

function fenced(world: World, drafts: readonly Draft[]): Fenced {
  const added = drafts.flatMap(({ target, change }) => {
    const { resource } = world.places.groups[target]!;
    return toResource(change.object, resource.origin) ?? [];
  });
  const { network } = createWorld(createInventory([...world.inventory.resources, ...added]), { minor: world.minor });
  return {
    network,
    pods: podsByGroup(world),
    endpoints: new Map(network.endpoints.map((endpoint) => [endpoint.name, endpoint])),
  };
}

function keepsOut(graph: Graph, draft: Draft, after: Fenced): boolean {
  const senders = [...draft.attackers].map((group) => after.pods.get(group));
  const endpoints = draft.steps.map((step) => after.endpoints.get(endpointOf(graph, step).name));
  return endpoints.every((endpoint) =>
    senders.every((pod) => pod?.group === draft.target || (endpoint && pod && !after.network.reaches(pod, endpoint))),
  );
}

/** A policy that follows what was seen breaks less than one that guesses; that costs more the more it shuts out. */
function weightOf(seen: boolean, shutOut: number): number {
  return seen ? 1.2 : 3 + shutOut / 10;
}

function controlFor(world: World, { target, change }: Draft, after: Fenced, seen: boolean): Control {
  const { resource, namespace, name, label } = world.places.groups[target]!;
  const names = shutOut(world, target, after);
  return {
    key: `NetworkPolicy ${label}`,
    resource,
    change,
    title: `put a NetworkPolicy in front of ${namespace}/${name}`,
    price: priceOf(names),
    weight: weightOf(seen, names.length),
    path: ['metadata', 'name'],
  };
}

const MOST_NAMES = 3;

function priceOf(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return names.length === 0
    ? 'nobody else reached it'
    : `no longer reached by ${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

/** Who reaches an endpoint of the workload before and not after. */
function shutOut({ network, places }: World, target: number, after: Fenced): string[] {
  const endpoints = network.endpoints.filter(({ group }) => group === target);
  return places.groups.flatMap(({ namespace, name }, group) => {
    const pod = group === target ? undefined : after.pods.get(group);
    const loses = (endpoint: Endpoint) => {
      const later = after.endpoints.get(endpoint.name);
      return pod && later && network.reaches(pod, endpoint) && !after.network.reaches(pod, later);
    };
    return endpoints.some(loses) ? [`${namespace}/${name}`] : [];
  });
}
